package org.openrtpd.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class RtpdTest {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int NO_JOURNAL = 5;
    private static final int WRONG_USAGE = 2;

    @TempDir Path directory;
    private Path nowhere;
    private Path file;

    /** What a run left: its exit code and what it printed. */
    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void prepare() throws IOException {
        nowhere = directory.resolve("nowhere");
        file = Files.write(directory.resolve("packets"), new byte[1024]);
    }

    private static Outcome run(Map<String, String> environment, String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            int exitCode = Rtpd.execute(arguments, environment);
            return new Outcome(exitCode, outBytes.toString(StandardCharsets.UTF_8),
                    errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private static Outcome runLine(String line) {
        return run(line.isBlank() ? new String[0] : line.strip().split(" +"));
    }

    static Stream<CommandSpec> commands() {
        return Rtpd.commandLine().getSubcommands().values().stream()
                .flatMap(command -> Stream.concat(
                        Stream.of(command), command.getSubcommands().values().stream()))
                .map(CommandLine::getCommandSpec);
    }

    @Nested
    class Help {

        static Stream<CommandSpec> commands() {
            return RtpdTest.commands();
        }

        @ParameterizedTest
        @MethodSource("commands")
        void shouldDescribeEveryOptionAndArgument(CommandSpec command) {
            assertThat(command.usageMessage().description()).isNotEmpty();
            for (ArgSpec argument : command.args()) {
                assertThat(String.join(" ", argument.description()))
                        .as(command.name() + " " + argument).endsWith(".").hasSizeGreaterThan(10);
            }
        }

        @ParameterizedTest
        @MethodSource("commands")
        void shouldShowEveryOptionWithItsDefault(CommandSpec command) {
            Outcome outcome = runLine(command.qualifiedName().replaceFirst("rtpd ", "") + " --help");

            assertThat(outcome.exitCode()).isEqualTo(DONE);
            assertThat(outcome.err()).isEmpty();
            for (OptionSpec option : command.options()) {
                assertThat(outcome.out()).contains(option.longestName());
                if (option.defaultValue() != null && option.arity().max() > 0) {
                    assertThat(textOf(option, outcome.out()))
                            .containsIgnoringWhitespaces("Default: " + option.defaultValue());
                }
            }
        }

        /** What the help says of one option, line breaks taken out. */
        private String textOf(OptionSpec option, String help) {
            String[] parts = help.split("\n +(-\\w, )?(?=--)");
            return Arrays.stream(parts).filter(p -> p.startsWith(option.longestName() + "="))
                    .findFirst().orElseThrow().replaceAll("\\s+", " ");
        }

        @Test
        void shouldShowTheDefaultsOfOptionsEvenWhenTheEnvironmentIsWrong() {
            Outcome outcome = run(Map.of("RTPD_CONFIG", nowhere.toString()), "serve", "--help");

            assertThat(outcome.exitCode()).isEqualTo(DONE);
        }

        @Test
        void shouldListTheCommandsAndExitCodes() {
            Outcome outcome = run("--help");

            assertThat(outcome.exitCode()).isEqualTo(DONE);
            assertThat(outcome.out()).contains("serve", "send", "tail", "verify", "simulate", "demo",
                    "RTPD_MIN_FREE", "0 done, 1 failed, 2 wrong usage");
        }

        @Test
        void shouldSayTheVersion() {
            assertThat(run("--version").out()).startsWith("OpenRTPD ");
        }
    }

    @Nested
    class WrongUsage {

        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "''                                   | say which command",
            "srve                                 | srve",
            "serve                                | missing --data DIR",
            "serve --data d --min-fre 1           | --min-fre",
            "serve --data d stray                 | stray",
            "serve --data                         | --data",
            "serve --data d --listen localhost    | --listen;localhost;HOST:PORT",
            "serve --data d --listen [::1]:70000  | --listen;70000;0 to 65535",
            "serve --data d --durability tape     | --durability;tape;disk;process",
            "serve --data d --min-free 64MB       | --min-free;64MB;64MiB",
            "serve --data d --retain-age 3weeks   | --retain-age;3weeks;30d",
            "serve --data d --retain-size x       | --retain-size;x;2GiB",
            "serve --data d --max-units many      | --max-units;many",
            "serve --data d --max-units 0         | --max-units;0;1 or more",
            "serve --data d --attach-rate -3      | --attach-rate;-3;1 or more",
            "serve --data d --max-connections 0   | --max-connections;0;1 or more",
            "serve --data d --tcp-window 1025     | --tcp-window;1025;1 to 1024",
            "serve --data d --receive-buffer 3GiB | --receive-buffer;2 GiB",
            "serve --data d --handshake-timeout 0 | --handshake-timeout;more than 0",
            "serve --data d --max-client-message 1KiB | --max-client-message;1028 bytes;1 MiB",
            "serve --data d --session-timeout 59s | --session-timeout;59s;60s or more",
            "serve --data d --allow-unit 9E16,XYZ | --allow-unit;XYZ;9E16",
            "serve --data d --allow-unit FFFF     | --allow-unit;FFFF;0001 to FFFFF",
            "serve --data d --allow-network lan   | --allow-network;lan;192.0.2.0/24",
            "send                                 | FILE",
            "send FILE                            | missing --to HOST:PORT",
            "send FILE --to localhost             | --to;localhost;HOST:PORT",
            "send FILE --to localhost:0           | --to;localhost:0;1 to 65535",
            "send FILE --to h:1 --transport pigeon | --transport;pigeon;udp;tcp",
            "send FILE --to h:1 --unit XYZ        | --unit;XYZ;9E16",
            "send FILE --to h:1 --loss 1          | --loss;1;below 1",
            "send FILE --to h:1 --rate fast       | --rate;fast",
            "send FILE --to h:1 --rate NaN        | --rate;NaN;0 or more",
            "send FILE --to h:1 --rate -1         | --rate;-1;0 or more",
            "send FILE --to h:1 --delay -1        | --delay;-1;0 or more",
            "send FILE --to h:1 --transport tcp --loss 0.1 | --loss;tcp;--transport udp",
            "send FILE --to h:1 --transport tcp --delay 5  | --delay;tcp;--transport udp",
            "archive                              | missing --data DIR",
            "archive --data d                     | --reftek ROOT;--mseed ROOT",
            "archive --data d --mseed m --mseed-version 4      | --mseed-version;4;2 or 3",
            "archive --data d --mseed m --record-length 1024   | --record-length;1024;512 or 4096",
            "archive --data d --mseed m --flush-after 0        | --flush-after;0;more than 0",
            "archive --data d --mseed m --fallback-rate x      | --fallback-rate;x;samples a second",
            "archive --data d --mseed m --network abc          | --network;abc",
            "archive --data d --mseed m --timing-rule sure     | --timing-rule;sure;seiscomp",
            "tail                                 | missing --data DIR",
            "tail --data d --from yesterday       | --from;yesterday;2026-03-01;start;end;index",
            "tail --data d --from 99999999999999999999 | --from;99999999999999999999",
            "tail --data d --type DT,XX           | --type;XX;DT",
            "tail --data d --format xml           | --format;xml;text;json;raw",
            "tail --data d --count -1             | --count;-1;0 or more",
            "tail --data d --flush-after 0s       | --flush-after;more than 0",
            "tail --data d --fallback-rate fast   | --fallback-rate;fast;100 or 0.1",
            "tail --data d --network toolong      | --network;toolong;1 or 2",
            "tail --data d --color blue           | --color;blue;auto, always, never",
            "cat --from h:1 --format mseed        | --format;mseed;text, json or raw",
            "gaps                                 | FILE...;--data DIR",
            "gaps --limit 0 -                     | --limit;0;1 to 1000000",
            "tail --data d --stream -2            | --stream;-2;0 or more",
            "tail --data d --channel -2           | --channel;-2;0 or more",
            "tail --data d --unit 0               | --unit;0001 to FFFFF",
            "verify                               | missing --data DIR",
            "verify --data d --from 1             | --from",
            "simulate                             | either with --to HOST:PORT or with --out DIR",
            "simulate --to h:1 --out d            | either with --to HOST:PORT or with --out DIR",
            "simulate --to h:0                    | --to;h:0;1 to 65535",
            "simulate --to localhost              | --to;localhost;HOST:PORT",
            "simulate --to h:1 --transport pigeon | --transport;pigeon;udp;tcp",
            "simulate --to h:1 --transport tcp --loss 0.1 | --loss;tcp;--transport udp",
            "simulate --to h:1 --speed fast       | --speed;fast;real, max or a factor",
            "simulate --to h:1 --speed -1         | --speed;-1;above 0",
            "simulate --to h:1 --speed NaN        | --speed;NaN;above 0",
            "simulate --to h:1 --outage 2m/30m    | --outage;2m/30m;30m/2m",
            "simulate --to h:1 --outage 2m/x      | --outage;2m/x;no duration",
            "simulate --out d --outage 30m/2m     | --outage;--out has none",
            "simulate --out d --loss 0.1          | --loss;--out has none",
            "simulate --out d --units 0           | --units;0;1 to 25342",
            "simulate --out d --first-unit FFFD --units 3 | --units;3;1 to 2",
            "simulate --out d --first-unit 12345  | --first-unit;12345;0001 to FFFE",
            "simulate --out d --streams rate=99   | --streams;rate=99;100",
            "simulate --out d --streams format=C1 | --streams;C1;C0 and C2",
            "simulate --out d --record-length 1500ms | record length;1500ms;whole seconds",
            "simulate --out d --start yesterday   | --start;yesterday;2026-03-21T12:00:00Z",
            "simulate --out d --start 2079-06-01T00:00:00Z | --start;2079;1980 to 2069",
            "simulate --out d --duration 0        | --duration;0;1s or more",
            "simulate --out d --duration 4000d    | --duration;4000d;3650d",
            "simulate --out d --earthquakes -1    | --earthquakes;-1;0 to 3600",
            "simulate --out d --gps sometimes     | --gps;sometimes;cycled",
            "simulate --out d --clock-step 60001  | --clock-step;60001;-60000 to 60000",
            "simulate --out d --gps none --clock-step 5 | --clock-step;--gps none",
            "simulate --out d --layout heap       | --layout;heap;archive, flat",
            "demo --recorders 0                   | --recorders;0;1 to 200",
            "demo --loss 100%                     | --loss;100%;below 1",
            "demo --duration 5                    | --duration;5;10s",
        })
        void shouldNameOptionAndValueAndWhatIsAllowed(String line, String parts) {
            Outcome outcome = runLine(line);

            assertThat(outcome.exitCode()).isEqualTo(WRONG_USAGE);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).startsWith("rtpd: ").contains(parts.split(";"));
            assertThat(outcome.err()).contains("Try 'rtpd").contains(" --help'.");
            assertThat(outcome.err().lines().count()).isLessThanOrEqualTo(4);
        }

        @Test
        void shouldSuggestWhatMayHaveBeenMeant() {
            assertThat(runLine("serve --data d --min-fre 1").err()).contains("--min-free");
            assertThat(runLine("serv --data d").err()).contains("serve");
        }
    }

    @Nested
    class Settings {

        private static final Map<String, String> NO_ENVIRONMENT = Map.of();

        private Path config;

        @BeforeEach
        void prepare() {
            config = directory.resolve("rtpd.toml");
        }

        private String configure(String... lines) throws IOException {
            Files.writeString(config, String.join("\n", lines));
            return config.toString();
        }

        /** Tells by the message which value was taken: every one of them is wrong. */
        @Test
        void shouldTakeTheCommandLineThenTheFileThenTheEnvironmentThenTheDefault()
                throws Exception {
            Map<String, String> environment = Map.of("RTPD_TCP_WINDOW", "7003");
            String file = configure("tcp-window = 7002");

            assertThat(run(environment, "serve", "--data", "d", "--config", file,
                    "--tcp-window", "7001").err()).contains("'--tcp-window': 7001");
            assertThat(run(environment, "serve", "--data", "d", "--config", file).err())
                    .contains("'--tcp-window': 7002");
            assertThat(run(environment, "serve", "--data", "d").err())
                    .contains("'--tcp-window': 7003");
            assertThat(run(NO_ENVIRONMENT, "serve", "--data", "d", "--max-units", "0").err())
                    .doesNotContain("tcp-window");
        }

        @Test
        void shouldSayThatABadValueStandsInTheFileAndWhere() throws Exception {
            Outcome outcome = run("serve", "--data", "d", "--config",
                    configure("", "min-free = \"64MB\""));

            assertThat(outcome.exitCode()).isEqualTo(WRONG_USAGE);
            assertThat(outcome.err()).contains("--min-free", "64MB", "(" + config + ":2)");
        }

        @Test
        void shouldSayThatABadValueOutOfRangeStandsInTheFileAndWhere() throws Exception {
            Outcome outcome = run("serve", "--data", "d", "--config",
                    configure("", "tcp-window = 5000"));

            assertThat(outcome.err()).contains("--tcp-window", "5000", "(" + config + ":2)");
        }

        @Test
        void shouldNotBlameTheFileForAnOutOfRangeValueOfTheCommandLine() throws Exception {
            Outcome outcome = run("serve", "--data", "d", "--tcp-window", "5001", "--config",
                    configure("tcp-window = 5000"));

            assertThat(outcome.err()).contains("5001").doesNotContain(config.toString());
        }

        @Test
        void shouldSayThatABadValueIsFromTheEnvironment() {
            Outcome outcome = run(Map.of("RTPD_MIN_FREE", "64MB"), "serve", "--data", "d");

            assertThat(outcome.exitCode()).isEqualTo(WRONG_USAGE);
            assertThat(outcome.err())
                    .contains("--min-free", "64MB", "(environment variable RTPD_MIN_FREE)");
        }

        @Test
        void shouldNotBlameTheFileForAValueOfTheCommandLine() throws Exception {
            Outcome outcome = run(Map.of("RTPD_MIN_FREE", "2MiB"), "serve", "--data", "d",
                    "--config", configure("min-free = \"1MiB\""), "--min-free", "64MB");

            assertThat(outcome.err()).contains("64MB")
                    .doesNotContain(config.toString()).doesNotContain("RTPD_MIN_FREE");
        }

        @Test
        void shouldGiveACommandItsOwnTable() throws Exception {
            String file = configure("data = \"" + nowhere + "\"", "[tail]", "count = -5");

            assertThat(run("tail", "--config", file).err()).contains("--count");
            assertThat(run("verify", "--config", file).err()).contains(nowhere.toString());
        }

        @Test
        void shouldRefuseAFileWithAnUnknownKey() throws Exception {
            Outcome outcome = run("serve", "--config", configure("data = \"d\"", "min-fre = 1"));

            assertThat(outcome.exitCode()).isEqualTo(WRONG_USAGE);
            assertThat(outcome.err())
                    .startsWith("rtpd: " + config + ":2: unknown key 'min-fre'; known are ")
                    .contains("min-free");
        }

        @Test
        void shouldRefuseAFileThatIsNotThere() {
            Outcome outcome = run("serve", "--config", nowhere.toString());

            assertThat(outcome.exitCode()).isEqualTo(WRONG_USAGE);
            assertThat(outcome.err()).contains("--config " + nowhere, "there is no such file");
        }

        @Test
        void shouldTakeTheFileFromTheEnvironment() throws Exception {
            Outcome outcome = run(
                    Map.of("RTPD_CONFIG", configure("tcp-window = 7002")), "serve", "--data", "d");

            assertThat(outcome.err()).contains("'--tcp-window': 7002");
        }

        @Test
        void shouldTakeFlagsFromTheFile() throws Exception {
            CommandSpec tail = Rtpd.commandLine().getSubcommands().get("tail").getCommandSpec();
            assertThat(tail.findOption("--markers").arity().max()).isZero();

            Outcome outcome = run("tail", "--data", nowhere.toString(), "--config",
                    configure("[tail]", "markers = true", "unit = [\"9E16\", \"91F5\"]"));

            assertThat(outcome.exitCode()).isEqualTo(FAILED);
            assertThat(outcome.err()).contains("there is no journal in " + nowhere);
        }
    }

    @Nested
    class Failure {

        @ParameterizedTest
        @ValueSource(strings = {"tail", "verify"})
        void shouldSayThatThereIsNoJournal(String command) {
            Outcome outcome = run(command, "--data", nowhere.toString());

            assertThat(outcome.exitCode()).isEqualTo(FAILED);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err()).isEqualTo("rtpd: there is no journal in " + nowhere
                    + "; give the --data directory of an RTPD that has run\n");
        }

        @Test
        void shouldSayThatAFileToSendIsNotThere() {
            Outcome outcome = run("send", nowhere.toString(), "--to", "127.0.0.1:9");

            assertThat(outcome.exitCode()).isEqualTo(FAILED);
            assertThat(outcome.err())
                    .isEqualTo("rtpd: cannot read " + nowhere + ": there is no such file\n");
        }

        @Test
        void shouldSayThatAFileNamesNoUnit() {
            Outcome outcome = run("send", file.toString(), "--to", "127.0.0.1:9");

            assertThat(outcome.exitCode()).isEqualTo(FAILED);
            assertThat(outcome.err()).contains(file.toString(), "names no unit", "--unit HEX");
        }

        @Test
        void shouldSayThatTheDataDirectoryCannotBeMade() {
            Outcome outcome = run("serve", "--data", file.resolve("below").toString(),
                    "--listen", "127.0.0.1:0");

            assertThat(outcome.exitCode()).isEqualTo(NO_JOURNAL);
            assertThat(outcome.err()).contains("cannot create the data directory", file.toString());
        }
    }

    @Test
    void shouldPrintTheConfigurationFileWithoutStarting() {
        Outcome outcome = run("serve", "--print-config");

        assertThat(outcome.exitCode()).isEqualTo(DONE);
        assertThat(List.of(outcome.out().split("\n"))).contains("#listen = \"0.0.0.0:2543\"");
    }
}
