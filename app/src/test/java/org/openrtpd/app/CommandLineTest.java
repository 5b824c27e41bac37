package org.openrtpd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrtpd.app.config.ConfigFile;
import org.openrtpd.app.config.ReferenceConfig;
import org.openrtpd.app.config.SettingSources;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command line is a contract: others script against it. */
class CommandLineTest {

    @TempDir Path work;
    private final PrintStream realErr = System.err;
    private final PrintStream realOut = System.out;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void catchOutput() {
        System.setErr(new PrintStream(err, true));
        System.setOut(new PrintStream(out, true));
    }

    @AfterEach
    void restoreOutput() {
        System.setErr(realErr);
        System.setOut(realOut);
    }

    private int rtpd(Map<String, String> environment, String... arguments) {
        return Rtpd.execute(arguments, environment);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "serve | --data",
        "serve --data d --listen foo | --listen;foo;HOST:PORT",
        "serve --data d --durability tape | --durability;tape;disk, process",
        "serve --data d --min-free much | --min-free;much;64MiB",
        "serve --data d --retain-age long | --retain-age;long;30d",
        "serve --data d --max-units 0 | --max-units;0;1 or more",
        "serve --data d --tcp-window 2000 | --tcp-window;2000;1024",
        "serve --data d --allow-unit FFFF | --allow-unit;FFFF",
        "serve --data d --allow-network here | --allow-network;here;192.0.2.0/24",
        "serve --data d --nope | --nope",
        "send f | --to",
        "send f --to h:1 --loss 2 | --loss;2;0.2",
        "send f --to h:1 --transport tcp --loss 0.1 | --transport tcp",
        "tail | --data",
        "tail --data d --from soon | --from;soon;start",
        "tail --data d --type XX | --type;XX;DT",
        "verify | --data",
        "demo --recorders 0 | --recorders;0;1 to 200",
        "bogus | bogus"})
    void shouldExitWithTwoAndNameOptionValueAndWhatIsAllowed(String line, String expected) {
        assertThat(rtpd(Map.of(), line.strip().split(" "))).isEqualTo(2);
        assertThat(err()).contains(expected.strip().split(";"));
    }

    @Test
    void shouldExplainEveryOptionOfEveryCommand() {
        CommandLine root = Rtpd.commandLine();
        root.getSubcommands().forEach((name, command) -> {
            assertThat(rtpd(Map.of(), name, "--help")).as(name).isZero();
            for (OptionSpec option : command.getCommandSpec().options()) {
                assertThat(option.description()).as(option.longestName()).isNotEmpty();
                assertThat(out.toString(StandardCharsets.UTF_8)).contains(option.longestName());
            }
        });
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Default: 2ms").contains("Default: 16MiB");
    }

    @Test
    void shouldTakeCommandLineBeforeFileBeforeEnvironmentBeforeDefault() throws IOException {
        Path file = Files.writeString(work.resolve("c.toml"),
                "max-units = 11\nattach-rate = 12\n[serve]\nattach-rate = 13\nallow-unit = [\"9E16\", \"91F5\"]\n");
        CommandLine root = Rtpd.commandLine();
        var config = ConfigFile.read(file, SettingSources.keysByCommand(root));
        root.setDefaultValueProvider(new SettingSources(Optional.of(config), Map.of(
                "RTPD_MAX_UNITS", "21", "RTPD_TCP_WINDOW", "22", "RTPD_MAX_CONNECTIONS", "23")));

        var parsed = root.parseArgs("serve", "--max-connections", "31").subcommand();

        assertThat((Object) parsed.matchedOptionValue("--max-connections", 0)).isEqualTo(31);
        assertThat(value(parsed, "--max-units")).isEqualTo(11);
        assertThat(value(parsed, "--attach-rate")).isEqualTo(13);
        assertThat(value(parsed, "--tcp-window")).isEqualTo(22);
        assertThat(value(parsed, "--receive-buffer")).isEqualTo(4L << 20);
        assertThat(value(parsed, "--allow-unit").toString()).isEqualTo("[40470, 37365]");
    }

    private static Object value(CommandLine.ParseResult parsed, String option) {
        return parsed.commandSpec().findOption(option).getValue();
    }

    @Test
    void shouldNameFileLineAndWhatIsKnownForAnUnknownKey() throws IOException {
        Path file = Files.writeString(work.resolve("c.toml"), "data = \"d\"\n\n[serve]\nlissten = \"x\"\n");

        assertThat(rtpd(Map.of(), "serve", "--config", file.toString())).isEqualTo(2);
        assertThat(err()).contains("c.toml:4").contains("'lissten'").contains("listen");
    }

    @Test
    void shouldNameTheLineOrTheVariableOfABadValue() throws IOException {
        Path file = Files.writeString(work.resolve("c.toml"), "\nmin-free = \"lots\"\n");
        assertThat(rtpd(Map.of(), "serve", "--data", "d", "--config", file.toString())).isEqualTo(2);
        assertThat(err()).contains("--min-free").contains("lots").contains("c.toml:2");

        assertThat(rtpd(Map.of("RTPD_COMMIT_INTERVAL", "quick"), "serve", "--data", "d")).isEqualTo(2);
        assertThat(err()).contains("quick").contains("RTPD_COMMIT_INTERVAL");
    }

    @Test
    void shouldSayWhereTheConfigurationIsNotToml() throws IOException {
        Path file = Files.writeString(work.resolve("c.toml"), "data = \"d\"\nlisten 5\n");

        assertThat(rtpd(Map.of(), "serve", "--config", file.toString())).isEqualTo(2);
        assertThat(err()).contains("c.toml:2");
        assertThat(rtpd(Map.of(), "serve", "--config", work.resolve("none").toString())).isEqualTo(2);
        assertThat(err()).contains("there is no such file");
    }

    /** Refresh it with: rtpd serve --print-config > app/src/dist/conf/rtpd.toml. */
    @Test
    void shouldShipTheReferenceConfigurationAsExample() throws IOException {
        CommandLine serve = Rtpd.commandLine().getSubcommands().get("serve");

        assertThat(Path.of("src/dist/conf/rtpd.toml"))
                .hasContent(new ReferenceConfig(serve.getCommandSpec()).text());
    }

    @Test
    void shouldAcceptItsOwnExampleWithAllLinesInForce() throws IOException {
        String example = Files.readString(Path.of("src/dist/conf/rtpd.toml"));
        Path file = Files.writeString(work.resolve("all.toml"), example.replaceAll("(?m)^#([a-z-]+ = )", "$1"));

        assertThat(rtpd(Map.of(), "serve", "--config", file.toString(), "--listen", "nonsense"))
                .as("all else is accepted").isEqualTo(2);
        assertThat(err()).contains("--listen").doesNotContain("all.toml");
    }
}
