package org.openrtpd.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** RTPD with its page, recorders that push to it, and a browser that looks at it; all end with it. */
final class ShownNetwork implements AutoCloseable {

    /** Packets that are full after 2.5 s, so that something moves soon. */
    static final String FAST = "rate=100,channels=3,format=32";

    private static final Pattern HTTP = Pattern.compile(" http=(\\S+)");

    private final Path work;
    private final List<Runnable> ends = new ArrayList<>();
    private final RtpdProcess server;

    private ShownNetwork(Path work, RtpdProcess server) {
        this.work = work;
        this.server = server;
        ends.add(server::close);
    }

    /** Starts RTPD with more options than its page needs. */
    static ShownNetwork serve(Path work, String... more) {
        List<String> options = new ArrayList<>(List.of("--http", "127.0.0.1:0"));
        options.addAll(List.of(more));
        return new ShownNetwork(work, RtpdProcess.serve(
                work, work.resolve("data"), 0, options.toArray(new String[0])));
    }

    RtpdProcess server() {
        return server;
    }

    /** A window of a desk's size. */
    Browser browse() {
        Matcher http = HTTP.matcher(server.out());
        assertThat(http.find()).as(server.out()).isTrue();
        Browser browser = Browser.open(work, http.group(1));
        ends.add(browser::close);
        return browser.size(1280, 800, 1);
    }

    /** Starts recorders. */
    RtpdProcess simulate(String... options) {
        List<String> arguments = new ArrayList<>(List.of("simulate", "--to", server.address()));
        arguments.addAll(List.of(options));
        return start(arguments.toArray(new String[0]));
    }

    /** Pushes what recorders had, and waits until RTPD has it. */
    void push(String... options) {
        RtpdProcess recorders = simulate(options);
        assertThat(recorders.exitCode(RtpdProcess.LIMIT)).as(recorders::err).isZero();
    }

    /** Pushes a file as a recorder does. */
    void send(Path file) {
        RtpdProcess.run(work, "send", file.toString(), "--to", server.address());
    }

    /** A client program that takes packets. */
    RtpdProcess attach() {
        return start("cat", "--from", server.address());
    }

    private RtpdProcess start(String... arguments) {
        RtpdProcess process = RtpdProcess.start(work, arguments);
        ends.add(process::close);
        return process;
    }

    @Override
    public void close() {
        for (int i = ends.size() - 1; i >= 0; i--) {
            ends.get(i).run();
        }
    }
}
