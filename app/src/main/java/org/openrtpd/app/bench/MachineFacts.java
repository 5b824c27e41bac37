package org.openrtpd.app.bench;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.openrtpd.app.bench.report.Fact;
import org.openrtpd.app.bench.target.SocketBuffer;

/** What the numbers belong to: processor, kernel, JDK, disk. */
final class MachineFacts {

    private static final long MIB = 1 << 20;

    private MachineFacts() {}

    static List<Fact> of(Path directory) {
        return List.of(
                new Fact("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                new Fact("cores", Runtime.getRuntime().availableProcessors() + " x " + processor()),
                new Fact("system", System.getProperty("os.name") + " "
                        + System.getProperty("os.version") + " " + System.getProperty("os.arch")),
                new Fact("load before", firstWords(Path.of("/proc/loadavg"))),
                new Fact("JDK", System.getProperty("java.vm.name") + " "
                        + System.getProperty("java.runtime.version")),
                new Fact("rmem_max", SocketBuffer.limit() + " bytes: "
                        + SocketBuffer.packetsUnderWay() + " packets under way at most"),
                new Fact("disk", disk(directory)));
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String firstWords(Path file) {
        try {
            String text = Files.readString(file);
            return text.substring(0, text.indexOf(' '));
        } catch (IOException | IndexOutOfBoundsException e) {
            return "unknown";
        }
    }

    private static String disk(Path directory) {
        try {
            FileStore store = Files.getFileStore(directory);
            return store.type() + " " + store.name() + ", " + store.getUsableSpace() / MIB
                    + " MiB free, at " + directory;
        } catch (IOException e) {
            return "unknown, at " + directory;
        }
    }
}
