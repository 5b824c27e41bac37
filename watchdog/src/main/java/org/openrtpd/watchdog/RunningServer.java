package org.openrtpd.watchdog;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openrtpd.watchdog.probe.FlowLimits;
import org.openrtpd.watchdog.probe.FlowProbe;
import org.openrtpd.watchdog.process.OutputFile;
import org.openrtpd.watchdog.process.ProcessIdentity;
import org.openrtpd.watchdog.process.ReadyLine;

/**
 * Finds the RTPD that already runs when a start failed because of it: the one that writes the journal, or
 * the one that answers at the address. It is ours when its command line is.
 */
final class RunningServer {

    /** A process that was found, and where it answers, if that is known. */
    record Found(ProcessIdentity process, Optional<Place> place) {}

    private static final Pattern HOLDER = Pattern.compile("is being written by pid (\\d{1,9})\\b");
    private static final Pattern ADDRESS = Pattern.compile("cannot listen on (\\S+) \\(");
    private static final String LISTEN = "--listen";
    private static final String DEFAULT_ADDRESS = "0.0.0.0:2543";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<String> command;
    private final OutputFile output;
    private final Runnable breath;

    RunningServer(List<String> command, OutputFile output, Runnable breath) {
        this.command = command;
        this.output = output;
        this.breath = breath;
    }

    /** Looks for it by what a failed start said last. */
    Optional<Found> after(List<String> lastLines) {
        OptionalLong holder = lastLines.stream().map(HOLDER::matcher).filter(Matcher::find)
                .mapToLong(match -> Long.parseLong(match.group(1))).findFirst();
        if (holder.isPresent()) {
            return ours(holder.getAsLong())
                    .map(process -> new Found(process, placeOf(process.pid())));
        }
        Optional<InetSocketAddress> taken = lastLines.stream().map(ADDRESS::matcher)
                .filter(Matcher::find).flatMap(match -> ReadyLine.address(match.group(1)).stream())
                .findFirst();
        return taken.flatMap(address -> {
            OptionalLong pid = answeringAt(address);
            return pid.isEmpty() ? Optional.empty() : ours(pid.getAsLong())
                    .map(process -> new Found(process, Optional.of(new Place(address, address, pid))));
        });
    }

    private Optional<ProcessIdentity> ours(long pid) {
        return ProcessIdentity.of(pid)
                .filter(process -> process.runs(command) && !hasAnotherKeeper(pid));
    }

    /** Two that keep one RTPD would stop and start it against each other. */
    private static boolean hasAnotherKeeper(long pid) {
        long own = ProcessHandle.current().pid();
        return Stream.iterate(ProcessHandle.of(pid).flatMap(ProcessHandle::parent), Optional::isPresent,
                        parent -> parent.flatMap(ProcessHandle::parent))
                .flatMap(Optional::stream).filter(parent -> parent.pid() != own)
                .flatMap(parent -> ProcessIdentity.of(parent.pid()).stream())
                .anyMatch(parent -> parent.arguments().contains(Rtpid.class.getName()));
    }

    /** Where a process answers, by what it said or was told; none when it does not. */
    Optional<Place> placeOf(long pid) {
        Optional<ReadyLine> said = output.readyLineOf(pid);
        if (said.isPresent()) {
            return said.map(Place::of);
        }
        // It printed elsewhere: its address is the one that it was told, if it answers there.
        int option = command.indexOf(LISTEN);
        Stream<String> told = option >= 0 && option + 1 < command.size()
                ? Stream.of(command.get(option + 1))
                : command.stream().filter(word -> word.startsWith(LISTEN + "="))
                        .map(word -> word.substring(LISTEN.length() + 1));
        return ReadyLine.address(told.findFirst().orElse(DEFAULT_ADDRESS))
                .filter(address -> address.getPort() != 0)
                .filter(address -> answeringAt(address).equals(OptionalLong.of(pid)))
                .map(address -> new Place(address, address, OptionalLong.of(pid)));
    }

    /** Who answers the handshake of a client program; none when nobody does. */
    private OptionalLong answeringAt(InetSocketAddress address) {
        try (FlowProbe probe = FlowProbe.open(address, FlowLimits.defaults())) {
            long begin = System.nanoTime();
            while (probe.view().serverPid().isEmpty()
                    && System.nanoTime() - begin < LIMIT.toNanos()) {
                breath.run();
            }
            return probe.view().serverPid();
        }
    }
}
