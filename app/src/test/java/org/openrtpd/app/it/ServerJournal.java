package org.openrtpd.app.it;

import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/** What came of it all: the journal's side of a list of packets, and who has the journal open. */
final class ServerJournal {

    private ServerJournal() {}

    /** One packet, as both sides write it into their lists. */
    static String line(int seq, byte[] packet) {
        CRC32 hash = new CRC32();
        hash.update(packet);
        return Integer.toUnsignedString(seq) + " " + Long.toHexString(hash.getValue());
    }

    /** Number and hash of each packet of recorders, by unit, in the order of the journal. */
    static Map<Integer, List<String>> packets(Path data) throws IOException {
        Map<Integer, List<String>> byUnit = new TreeMap<>();
        JournalEntry entry = new JournalEntry();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            while (tailer.next(entry)) {
                if (entry.isPacket()) {
                    byte[] packet = ByteBufUtil.getBytes(
                            entry.body(), entry.bodyStart(), entry.bodyLength(), false);
                    byUnit.computeIfAbsent(entry.unit(), unit -> new ArrayList<>())
                            .add(line(entry.seq(), packet));
                }
            }
        }
        return byUnit;
    }

    /** Processes that have a file open below a directory. Linux only. */
    static List<Long> holders(Path directory) {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try {
            Path below = directory.toRealPath();
            return ProcessHandle.allProcesses().map(ProcessHandle::pid)
                    .filter(pid -> pid != ProcessHandle.current().pid())
                    .filter(pid -> holds(pid, below)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean holds(long pid, Path below) {
        Path open = Path.of("/proc", Long.toString(pid), "fd");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(open)) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).startsWith(below)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // It ended meanwhile.
        }
        return false;
    }
}
