package org.openrtpd.watchdog.process;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of the command: a child of this process, or one that was found running. */
public final class ServerProcess {

    private static final long SIGNAL_SECONDS = 5;

    private final ProcessIdentity identity;
    private final Optional<Process> child;
    private List<ProcessIdentity> toStop = List.of();

    private ServerProcess(ProcessIdentity identity, Optional<Process> child) {
        this.identity = identity;
        this.child = child;
    }

    /**
     * Starts the command. What it prints goes to a file, and not through a pipe, so that it can live on
     * without RTPID.
     *
     * @throws IOException when there is no such program
     */
    public static ServerProcess start(List<String> command, OutputFile output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.path().toFile()));
        // What systemd told RTPID is for RTPID alone.
        builder.environment().keySet().removeAll(
                List.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"));
        Process process = builder.start();
        // One that has ended already is known by its number alone; nobody looks for it again.
        ProcessIdentity identity = ProcessIdentity.of(process.pid())
                .orElseGet(() -> new ProcessIdentity(process.pid(), "", List.of()));
        return new ServerProcess(identity, Optional.of(process));
    }

    /** Takes over a process that runs. */
    public static ServerProcess adopt(ProcessIdentity identity) {
        return new ServerProcess(identity, Optional.empty());
    }

    public long pid() {
        return identity.pid();
    }

    /** Its identity as it is now: a launcher turns into what it launches. */
    public ProcessIdentity identity() {
        return ProcessIdentity.of(identity.pid())
                .filter(now -> now.startMark().equals(identity.startMark())).orElse(identity);
    }

    public boolean isAlive() {
        return child.map(Process::isAlive).orElseGet(identity::isAlive);
    }

    /** Its exit code, when it has ended and this process is its parent. */
    public OptionalInt exitCode() {
        return child.isPresent() && !child.get().isAlive()
                ? OptionalInt.of(child.get().exitValue()) : OptionalInt.empty();
    }

    /** Whether somebody stopped it, as SIGSTOP does, so that it can do nothing at all. */
    public boolean isStopped() {
        return identity.isStopped();
    }

    /** Asks it, and what it started, to end. */
    void terminate() {
        toStop = family().toList();
        boolean stopped = isStopped();
        handles().forEach(ProcessHandle::destroy);
        if (stopped) {
            // It hears the request only when it runs again.
            signal("CONT", pid());
        }
    }

    /** Ends it, and what it had started when it was asked to end. */
    void kill() {
        handles().forEach(ProcessHandle::destroyForcibly);
    }

    /** Whether it, and what it had started when it was asked to end, are gone. */
    boolean isGone() {
        return !isAlive() && handles().findAny().isEmpty();
    }

    private Stream<ProcessHandle> handles() {
        return toStop.stream().filter(each -> each.pid() == pid() ? isAlive() : each.isAlive())
                .flatMap(each -> ProcessHandle.of(each.pid()).stream());
    }

    private Stream<ProcessIdentity> family() {
        return Stream.concat(Stream.of(identity()), ProcessHandle.of(identity.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(each -> ProcessIdentity.of(each.pid()).stream()));
    }

    /** Asks the JVM that it is, or that its shell started, for a thread dump; any other would die of it. */
    void askForThreadDump() {
        family().filter(each -> !each.arguments().isEmpty()
                        && each.arguments().get(0).matches("(.*/)?java[^/]*"))
                .findFirst().ifPresent(jvm -> signal("QUIT", jvm.pid()));
    }

    /** Sends a signal that Java has no word for; one that cannot be sent is as one that is not heard. */
    private static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            // No program "kill": what was to be stopped is killed in the end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
