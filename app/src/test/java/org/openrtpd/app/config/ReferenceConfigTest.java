package org.openrtpd.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class ReferenceConfigTest {

    /** A command with an option of every kind. */
    @Command(name = "toy", mixinStandardHelpOptions = true, sortOptions = false)
    static final class ToyCommand {
        @Option(names = "--size", defaultValue = "64MiB", description = "How large.")
        String size;

        @Option(names = {"-n", "--number"}, defaultValue = "3", description = {"How", "many."})
        int number;

        @Option(names = "--digits", defaultValue = "0", description = "No number, a word.")
        String digits;

        @Option(names = "--several", description = "More than one.")
        List<String> several;

        @Option(names = "--file", paramLabel = "FILE", description = "None by default.")
        String file;

        @Option(names = "--flag", description = "Yes or no.")
        boolean flag;

        @Option(names = "--config", description = "Not a setting.")
        String config;
    }

    private static String text() {
        return new ReferenceConfig(new CommandLine(new ToyCommand()).getCommandSpec()).text();
    }

    @Test
    void shouldShowEverySettingWithItsMeaningAndDefault() {
        assertThat(text()).contains(
                "\n# How large.\n#size = \"64MiB\"\n",
                "\n# How many.\n#number = 3\n",
                "\n# No number, a word.\n#digits = \"0\"\n",
                "\n# More than one.\n#several = []\n",
                "\n# None by default.\n#file = \"FILE\"\n",
                "\n# Yes or no.\n#flag = false\n");
    }

    @Test
    void shouldLeaveOutWhatIsNoSetting() {
        assertThat(text()).doesNotContain("#config", "#help", "#version");
    }

    @Test
    void shouldBreakLongLines() {
        assertThat(text().lines()).allMatch(line -> line.length() <= 100);
    }
}
