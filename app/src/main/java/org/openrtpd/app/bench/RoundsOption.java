package org.openrtpd.app.bench;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How often the parts that compare two things measure each. */
final class RoundsOption {

    private static final int MOST = 1000;

    @Spec(Target.MIXEE) private CommandSpec spec;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5",
            description = "How often each thing is measured, in turns with what it is compared with; 5"
                    + " or more for medians that mean something.")
    private int rounds;

    void check() {
        Bounds.require(spec, "--rounds", rounds, 1, MOST);
    }

    int count() {
        return rounds;
    }
}
