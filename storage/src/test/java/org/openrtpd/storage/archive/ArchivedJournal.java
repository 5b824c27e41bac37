package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.PacketJournal;

/** A journal that a test fills, and an archive beside it. */
public final class ArchivedJournal implements AutoCloseable {

    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    private static final int EPOCH = 0x1234_5678;
    private static final int ALL = Integer.MAX_VALUE;

    private final Path root;
    private final List<byte[]> appended = new ArrayList<>();
    private final Supplier<ArchiveWriter> format;
    private final PacketJournal journal;
    private final JournalReader reader;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    /** A journal and an archive below a directory. */
    public ArchivedJournal(Path directory, Supplier<ArchiveWriter> format) {
        this.root = directory.resolve("archive");
        this.format = format;
        InstantSource clock = () -> now;
        this.journal = JournalRecovery.open(
                new JournalConfig(directory.resolve("data"), Durability.PROCESS, 0, clock),
                "start=1").journal();
        this.reader = JournalReader.open(directory.resolve("data"));
    }

    /** Lets the server's clock go on. */
    public ArchivedJournal advance(Duration by) {
        now = now.plus(by);
        return this;
    }

    public long nowNanos() {
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Appends packets of the unit that they name. */
    public ArchivedJournal append(byte[]... packets) {
        for (byte[] packet : packets) {
            append((packet[4] & 0xFF) << 8 | packet[5] & 0xFF, packet);
        }
        return this;
    }

    /** Appends a packet that came in the session of a unit. */
    public ArchivedJournal append(int unit, byte[] packet) {
        ByteBuf bytes = Unpooled.wrappedBuffer(packet);
        journal.append(Transport.UDP, PEER, unit, EPOCH, appended.size(), bytes, 0, packet.length);
        appended.add(packet);
        return this;
    }

    /** All packets, in order. */
    public List<byte[]> appended() {
        return appended;
    }

    /** Where the archive is. */
    public Path root() {
        return root;
    }

    JournalArchive open(DiskSteps disk) throws IOException {
        return JournalArchive.open(reader, root, format, disk);
    }

    /** Takes in all that is there and commits, in a process of its own, so to say. */
    public ArchivedJournal archive() {
        return archive(false);
    }

    /** The same, and nothing more comes. */
    public ArchivedJournal finish() {
        return archive(true);
    }

    private ArchivedJournal archive(boolean last) {
        try (JournalArchive archive = open(new DiskSteps())) {
            archive.recover();
            while (archive.read(ALL) > 0) {
                archive.commit();
            }
            archive.passTime(nowNanos());
            if (last) {
                archive.finish();
            }
            archive.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Archives with kills at random steps, some with a loss of power, and at last without.
     *
     * @return how many times it was killed
     */
    public int archiveKilled(SplittableRandom random, int kills) {
        int killed = 0;
        while (!live(random, killed < kills ? random.nextInt(40) : ALL)) {
            killed++;
        }
        return killed;
    }

    /** One process that may do so many steps; true when it came to the end of the journal. */
    private boolean live(SplittableRandom random, int steps) {
        KilledProcess process = new KilledProcess(random, steps);
        JournalArchive archive = null;
        try {
            archive = open(process.disk());
            archive.recover();
            while (archive.read(1 + random.nextInt(6)) > 0) {
                archive.commit();
            }
            return true;
        } catch (KilledProcess.Killed e) {
            if (random.nextBoolean()) {
                process.losePower();
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            closeQuietly(archive);
        }
    }

    private static void closeQuietly(JournalArchive archive) {
        try {
            if (archive != null) {
                archive.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Content of all files of the archive, by path. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.toRealPath())) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String path = root.toRealPath().relativize(file).toString();
                if (!path.startsWith(ArchiveTree.STATE_DIRECTORY) && !path.endsWith(".sta")) {
                    content.put(path, Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    @Override
    public void close() {
        reader.close();
        journal.close();
    }
}
