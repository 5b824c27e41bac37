package org.openrtpd.app.status;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.config.SettingSources;
import org.openrtpd.app.tail.ColourChoice;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rtpd status}: how the stations are, once or again and again. */
@Command(
        name = "status",
        description = "Show how the stations of a running RTPD are, most trouble first: the table of"
                + " the page, in the terminal.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
public final class StatusCommand implements Callable<Integer> {

    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE_END = "\u001b[K";
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_ALL = "\u001b[2J";

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private enum Format {
        TEXT,
        JSON
    }

    @Spec private CommandSpec spec;

    @Option(names = "--http", paramLabel = "HOST:PORT|URL", defaultValue = "127.0.0.1:2580",
            description = "Where RTPD answers HTTP.")
    private String http;

    @Option(names = "--token", paramLabel = "FILE",
            description = "File with the token, where RTPD wants one (--http-token).")
    private Path token;

    @Option(names = "--password", paramLabel = "FILE",
            description = "File whose first line is USER:PASSWORD, where RTPD wants that"
                    + " (--http-password).")
    private Path password;

    @Option(names = "--ca", paramLabel = "FILE",
            description = "Certificate (PEM) of the authority that RTPD's is from, or RTPD's own, to trust"
                    + " instead of the public authorities: for https:// with a certificate of yours.")
    private Path authority;

    @Option(names = "--watch",
            description = "Show it again every few seconds, until Ctrl-C, also when RTPD does not"
                    + " answer for a while.")
    private boolean watch;

    @Option(names = "--every", paramLabel = "DURATION", defaultValue = "2s",
            description = "Pause of --watch, 1s or more.")
    private Duration every;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text",
            description = "A table for people, or one JSON object a time, as the API has it.")
    private Format format;

    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto",
            description = "Colours: auto is on a terminal, unless NO_COLOR is set.")
    private ColourChoice color;

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file (TOML): these options as keys below [status].")
    private Path config;

    @Override
    public Integer call() throws InterruptedException {
        if (every.toMillis() < 1000) {
            throw SettingSources.wrongValue(spec, "--every", every.toMillis() + "ms", "1s or more");
        }
        URI server = address();
        StatusSource source = new StatusSource(server, access(server), LIMIT);
        PrintWriter out = spec.commandLine().getOut();
        boolean redraws = watch && format == Format.TEXT && Terminal.isOutput();
        if (redraws) {
            out.print(CLEAR_ALL);
        }
        show(source, out, redraws);
        Instant answered = Instant.now();
        while (watch && !out.checkError() && pause()) {
            try {
                show(source, out, redraws);
                answered = Instant.now();
            } catch (CommandFailed e) {
                // RTPD is started again now and then: who watches goes on watching.
                tell(e.getMessage() + "; it answered last at "
                        + answered.truncatedTo(ChronoUnit.SECONDS) + "; trying again", out, redraws);
            }
        }
        return 0;
    }

    /** Leaves nothing on the screen that looks as if it were of now. */
    private void tell(String message, PrintWriter out, boolean redraws) {
        if (redraws) {
            out.print(CLEAR_ALL + HOME + message + "\n");
            out.flush();
        } else {
            spec.commandLine().getErr().println("rtpd: " + message);
        }
    }

    private boolean pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(every.toMillis());
        return true;
    }

    private void show(StatusSource source, PrintWriter out, boolean redraws) {
        if (format == Format.JSON) {
            out.println(source.units());
            out.flush();
            return;
        }
        TerminalSize size = Terminal.isOutput() ? TerminalSize.now() : TerminalSize.UNBOUNDED;
        // Who watches sees what fits, which is the most trouble; who asks once gets all of it.
        int lines = redraws ? size.lines() : Integer.MAX_VALUE;
        String text = new StatusTable(color.colours(), size.columns()).text(source.units(), lines);
        out.print(redraws
                ? HOME + text.replace("\n", CLEAR_LINE_END + "\n") + CLEAR_BELOW
                : text);
        out.flush();
    }

    private Access access(URI server) {
        if (token != null && password != null) {
            throw SettingSources.wrongValue(
                    spec, "--password", password, "one secret: this or --token");
        }
        if (authority != null && !server.getScheme().equals("https")) {
            throw SettingSources.wrongValue(spec, "--ca", authority, "with --http https://HOST:PORT");
        }
        return Access.read(Optional.ofNullable(token), Optional.ofNullable(password),
                Optional.ofNullable(authority));
    }

    private URI address() {
        try {
            if (http.startsWith("http://") || http.startsWith("https://")) {
                URI address = URI.create(http.replaceAll("/+$", ""));
                if (address.getHost() != null) {
                    return address;
                }
            } else {
                return URI.create("http://" + HostPort.parse(http));
            }
        } catch (IllegalArgumentException e) {
            // Refused below, with what has no host.
        }
        throw SettingSources.wrongValue(spec, "--http", http,
                "HOST:PORT, as 127.0.0.1:2580, or a URL, as https://rtpd.example:2580");
    }
}
