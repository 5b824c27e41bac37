package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * Memory of a Java process: what the system gives it, and what lives on its heap after a full
 * collection.
 *
 * @param residentBytes private and shared pages in memory, without those of mapped files
 * @param heapBytes live objects
 */
public record ProcessMemory(long residentBytes, long heapBytes) {

    private static final Pattern ANONYMOUS = Pattern.compile("RssAnon:\\s+(\\d+) kB");
    /** A line for each generation; other lines tell of classes. */
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");
    private static final int KIB = 1024;
    private static final long LIMIT_SECONDS = 60;

    /** @throws CommandFailed where the JDK's jcmd or Linux's /proc is missing */
    public static ProcessMemory of(long pid) {
        jcmd(pid, "GC.run");
        long heap = sum(USED, jcmd(pid, "GC.heap_info"), "jcmd GC.heap_info") * KIB;
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
            return new ProcessMemory(sum(ANONYMOUS, status, "/proc/PID/status") * KIB, heap);
        } catch (IOException e) {
            throw new CommandFailed("memory is measured on Linux only: " + e);
        }
    }

    private static long sum(Pattern pattern, String text, String source) {
        long[] numbers = pattern.matcher(text).results()
                .mapToLong(found -> Long.parseLong(found.group(1))).toArray();
        if (numbers.length == 0) {
            throw new CommandFailed(source + " says nothing of memory that is understood, as with"
                    + " collectors other than G1, parallel and serial: " + text.strip());
        }
        return LongStream.of(numbers).sum();
    }

    private static String jcmd(long pid, String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Path out = Files.createTempFile("rtpd-bench-jcmd-", ".out");
            try {
                Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                        .redirectErrorStream(true).redirectOutput(out.toFile()).start();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new CommandFailed("jcmd " + command + " did not end");
                }
                return Files.readString(out);
            } finally {
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new CommandFailed("memory is measured with jcmd, which a JDK has: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }
}
