package org.openrtpd.app.config;

import org.openrtpd.protocol.record.UnitId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Lets an option take a unit id in hex: 9E16. */
public final class UnitConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String text) {
        try {
            return UnitId.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
