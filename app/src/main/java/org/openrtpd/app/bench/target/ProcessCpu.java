package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Processor time of a process at a moment. On Linux each thread's own, to the nanosecond, from
 * {@code /proc/PID/task/TID/schedstat}; elsewhere the total that the system tells, in steps of about
 * 10 ms.
 */
public final class ProcessCpu {

    private final Map<String, Long> nanosByThread;

    private ProcessCpu(Map<String, Long> nanosByThread) {
        this.nanosByThread = nanosByThread;
    }

    public static ProcessCpu of(long pid) {
        return ofThreads(pid, "");
    }

    /** Of the threads alone whose names begin so; on Linux only. */
    public static ProcessCpu ofThreads(long pid, String names) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        Map<String, Long> nanos = new HashMap<>();
        try (Stream<Path> threads = Files.list(tasks)) {
            threads.forEach(thread -> read(thread, names, nanos));
        } catch (IOException | UncheckedIOException e) {
            ProcessHandle.of(pid).flatMap(process -> process.info().totalCpuDuration())
                    .map(Duration::toNanos).ifPresent(all -> nanos.put("", all));
        }
        return new ProcessCpu(nanos);
    }

    private static void read(Path thread, String names, Map<String, Long> nanos) {
        try {
            if (!Files.readString(thread.resolve("comm")).startsWith(names)) {
                return;
            }
            String text = Files.readString(thread.resolve("schedstat"));
            nanos.put(thread.getFileName().toString(), Long.parseLong(text.split(" ")[0]));
        } catch (IOException | NumberFormatException e) {
            // The thread ended meanwhile.
            return;
        }
    }

    /** Nanoseconds used since an earlier moment. Threads that ended since do not count. */
    public long nanosSince(ProcessCpu earlier) {
        return nanosByThread.entrySet().stream().mapToLong(each -> Math.max(
                0, each.getValue() - earlier.nanosByThread.getOrDefault(each.getKey(), 0L))).sum();
    }
}
