package org.openrtpd.app.config;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lets an option take a probability: 0.2 or 20%. */
public final class ProbabilityConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String text) {
        try {
            return Quantities.probability(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
