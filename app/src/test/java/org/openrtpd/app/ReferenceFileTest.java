package org.openrtpd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.config.ConfigFile;
import org.openrtpd.app.config.ReferenceConfig;
import org.openrtpd.app.config.SettingSources;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The configuration file that lies in the distribution. */
class ReferenceFileTest {

    private static final Path SHIPPED = Path.of("src/dist/conf/rtpd.toml");
    private static final List<String> WITHOUT_DEFAULT = List.of("data", "capture");

    @TempDir Path directory;
    private final CommandLine root = Rtpd.commandLine();
    private final CommandLine serve = root.getSubcommands().get("serve");

    private ConfigFile read(String text) throws Exception {
        Path file = Files.writeString(directory.resolve("rtpd.toml"), text);
        return ConfigFile.read(file, SettingSources.keysByCommand(root));
    }

    private static String uncommented() throws Exception {
        return Files.readAllLines(SHIPPED).stream()
                .filter(line -> WITHOUT_DEFAULT.stream()
                        .noneMatch(key -> line.startsWith("#" + key + " ")))
                .map(line -> line.replaceFirst("^#(?=[a-z-]+ = )", ""))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void shouldBeWhatPrintConfigPrints() throws Exception {
        assertThat(Files.readString(SHIPPED))
                .isEqualTo(new ReferenceConfig(serve.getCommandSpec()).text());
    }

    @Test
    void shouldBeAcceptedAsItIs() throws Exception {
        ConfigFile file = read(Files.readString(SHIPPED));

        assertThat(file.find("serve", "listen")).isEmpty();
    }

    @Test
    void shouldSayTheDefaultOfEverySettingWhenItsLinesAreUncommented() throws Exception {
        ConfigFile file = read(uncommented());

        for (OptionSpec option : serve.getCommandSpec().options()) {
            String key = SettingSources.key(option);
            if (option.defaultValue() != null) {
                assertThat(file.find("serve", key).map(ConfigFile.Entry::value))
                        .as(key).contains(option.defaultValue());
            }
        }
    }

    @Test
    void shouldLetTheServerTakeEveryValueWhenItsLinesAreUncommented() throws Exception {
        root.setDefaultValueProvider(
                new SettingSources(Optional.of(read(uncommented())), Map.of()));

        CommandLine.ParseResult parsed = root.parseArgs("serve", "--data", "d").subcommand();

        for (OptionSpec option : parsed.commandSpec().options()) {
            if (option.isMultiValue() && option.defaultValue() == null) {
                assertThat(option.<List<?>>getValue()).as(option.longestName()).isNullOrEmpty();
            }
        }
    }
}
