package org.openrtpd.app.bench.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.app.terminal.CommandFailed;

/**
 * Memory of a Java process: what the system gives it, and what lives on its heap after a full
 * collection.
 *
 * @param residentBytes private pages in memory and those of a heap that is shared memory, as ZGC's
 *     is, each counted once; without those of mapped files
 * @param heapBytes live objects
 */
public record ProcessMemory(long residentBytes, long heapBytes) {

    private static final Pattern ANONYMOUS = Pattern.compile("RssAnon:\\s+(\\d+) kB");
    /** The last line of a histogram: objects, and their bytes. */
    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern MAPPING = Pattern.compile("^[0-9a-f]+-[0-9a-f]+ .*");
    private static final String SHARED_HEAP = "java_heap";
    /** A page's part of it is one by the number of its mappings: ZGC of older JDKs has three. */
    private static final Pattern PROPORTIONAL = Pattern.compile("^Pss:\\s+(\\d+) kB");
    private static final int KIB = 1024;
    private static final long LIMIT_SECONDS = 60;

    /** @throws CommandFailed where the JDK's jcmd or Linux's /proc is missing */
    public static ProcessMemory of(long pid) {
        long heap = number(LIVE, jcmd(pid, "GC.class_histogram"), "jcmd GC.class_histogram");
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            long anonymous = number(ANONYMOUS, Files.readString(process.resolve("status")),
                    "/proc/PID/status");
            long shared = sharedHeap(Files.readAllLines(process.resolve("smaps")));
            return new ProcessMemory((anonymous + shared) * KIB, heap);
        } catch (IOException e) {
            throw new CommandFailed("memory is measured on Linux only: " + e);
        }
    }

    /** KiB of the heap in a process's mappings, where it is shared memory. */
    static long sharedHeap(List<String> mappings) {
        long sum = 0;
        boolean ofHeap = false;
        for (String line : mappings) {
            if (MAPPING.matcher(line).matches()) {
                ofHeap = line.contains(SHARED_HEAP);
            } else if (ofHeap) {
                Matcher part = PROPORTIONAL.matcher(line);
                sum += part.find() ? Long.parseLong(part.group(1)) : 0;
            }
        }
        return sum;
    }

    private static long number(Pattern pattern, String text, String source) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new CommandFailed(source + " says nothing of memory that is understood: "
                    + text.lines().limit(3).toList());
        }
        return Long.parseLong(found.group(1));
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
