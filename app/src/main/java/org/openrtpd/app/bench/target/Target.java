package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openrtpd.app.terminal.CommandFailed;

/** A server that runs and can be measured. Its data goes with it. */
public final class Target implements AutoCloseable {

    private static final String FORCE = "force ";
    private static final Pattern HTTP = Pattern.compile(" http=127\\.0\\.0\\.1:(\\d+)");
    private static final double MICROS_PER_MILLI = 1e3;

    private final String name;
    private final ChildProcess process;
    private final InetSocketAddress address;
    private final Path data;

    Target(String name, ChildProcess process, InetSocketAddress address, Path data) {
        this.name = name;
        this.process = process;
        this.address = address;
        this.data = data;
    }

    /** What it is called in tables. */
    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    /** Where recorders reach it, on UDP or TCP. */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Where an RTPD that has its page answers HTTP.
     *
     * @throws CommandFailed when it has none
     */
    public InetSocketAddress http() {
        try {
            Matcher ready = HTTP.matcher(Files.readString(process.out()));
            if (ready.find()) {
                return new InetSocketAddress("127.0.0.1", Integer.parseInt(ready.group(1)));
            }
        } catch (IOException e) {
            throw new CommandFailed("cannot read what " + name + " printed: " + e);
        }
        throw new CommandFailed(name + " does not say where it answers HTTP");
    }

    public Path data() {
        return data;
    }

    /** False when it ended by itself, which it never should. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** How long each force of the disk took so far, milliseconds; only the floor tells that. */
    public List<Double> forceMillis() {
        try (Stream<String> lines = Files.lines(process.out())) {
            return lines.filter(line -> line.startsWith(FORCE))
                    .map(line -> Long.parseLong(line.substring(FORCE.length())) / MICROS_PER_MILLI)
                    .toList();
        } catch (IOException e) {
            throw new CommandFailed("cannot read what " + name + " printed: " + e);
        }
    }

    /** Ends the process as kill -9 does; its data stays until {@link #close}. */
    public void kill() {
        process.end();
    }

    /**
     * Lets the process end as an operator does; its data stays.
     *
     * @throws CommandFailed when it does not end
     */
    public void stop() {
        process.stop();
    }

    @Override
    public void close() {
        kill();
        Workplace.delete(data);
    }
}
