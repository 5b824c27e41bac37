package org.openrtpd.watchdog.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which process a number means. Numbers are given again, so that the moment of the start and the command
 * line belong to it.
 *
 * @param startMark moment of the start, comparable only for equality. On Linux the boot and the clock
 *     ticks since then, which do not move when somebody sets the clock
 * @param arguments command line, program first; empty when the system does not tell
 */
public record ProcessIdentity(long pid, String startMark, List<String> arguments) {

    private static final int STATE_FIELD = 0;
    private static final int START_FIELD = 19;

    public ProcessIdentity {
        arguments = List.copyOf(arguments);
    }

    /** The process that has a number now; empty when none has, or only its remains. */
    public static Optional<ProcessIdentity> of(long pid) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (handle.isEmpty() || state(pid) == 'Z') {
            return Optional.empty();
        }
        return startMark(handle.get()).map(
                mark -> new ProcessIdentity(pid, mark, commandLine(handle.get())));
    }

    /** Whether this process still runs. */
    public boolean isAlive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive)
                .filter(handle -> state(pid) != 'Z')
                .flatMap(ProcessIdentity::startMark).filter(startMark::equals).isPresent();
    }

    /** Whether somebody stopped it, as SIGSTOP does. */
    boolean isStopped() {
        char state = state(pid);
        return state == 'T' || state == 't';
    }

    /**
     * Whether it runs a command. A launcher starts another program with the arguments it was given, so
     * only these have to be at the end; a command without arguments has to be there as a whole.
     */
    public boolean runs(List<String> command) {
        List<String> wanted = command.size() > 1 ? command.subList(1, command.size()) : command;
        int begin = arguments.size() - wanted.size();
        return begin >= 0 && arguments.subList(begin, arguments.size()).equals(wanted);
    }

    private static Optional<String> startMark(ProcessHandle handle) {
        List<String> fields = stat(handle.pid());
        if (fields.size() > START_FIELD) {
            try {
                return Optional.of(Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
                        + "/" + fields.get(START_FIELD));
            } catch (IOException e) {
                // A system that hides it: the clock has to do.
            }
        }
        return handle.info().startInstant().map(Object::toString);
    }

    private static char state(long pid) {
        List<String> fields = stat(pid);
        return fields.isEmpty() ? '?' : fields.get(STATE_FIELD).charAt(0);
    }

    /** Fields of /proc/PID/stat behind the name, which is in brackets and may contain anything. */
    private static List<String> stat(long pid) {
        try {
            String stat = Files.readString(
                    Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> commandLine(ProcessHandle handle) {
        try {
            String line = Files.readString(
                    Path.of("/proc", Long.toString(handle.pid()), "cmdline"), StandardCharsets.UTF_8);
            return List.of(line.split("\0"));
        } catch (IOException e) {
            List<String> line = new ArrayList<>(handle.info().command().stream().toList());
            handle.info().arguments().ifPresent(more -> line.addAll(Arrays.asList(more)));
            return line;
        }
    }
}
