package org.openrtpd.app.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.session.Transport;
import org.openrtpd.storage.archive.JournalArchive;
import org.openrtpd.storage.archive.reftek.ReftekWriter;
import org.openrtpd.storage.journal.Durability;
import org.openrtpd.storage.journal.JournalConfig;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalRecovery;
import org.openrtpd.storage.journal.PacketJournal;

/** {@link ArchiveLoop}, stepped by hand. */
class ArchiveLoopTest {

    private static final int UNIT = 0x9E16;
    private static final int PACKET = 1024;
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    @TempDir Path directory;
    private PacketJournal journal;
    private JournalReader reader;
    private JournalArchive archive;
    private Path root;
    private ArchiveLoop loop;
    private long nanoTime;
    private int appended;

    @BeforeEach
    void open() throws IOException {
        root = directory.resolve("archive");
        journal = JournalRecovery.open(new JournalConfig(
                directory.resolve("data"), Durability.PROCESS, 0, CLOCK), "start=1").journal();
        reader = JournalReader.open(directory.resolve("data"));
        archive = JournalArchive.open(reader, root, ReftekWriter::new);
        loop = new ArchiveLoop(root, archive, INTERVAL, CLOCK, () -> nanoTime, () -> {});
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
        reader.close();
        journal.close();
    }

    /** Packets of letters that nobody knows; where they go is not looked at here. */
    private void append(int count) {
        for (int i = 0; i < count; i++) {
            journal.append(Transport.UDP, PEER, UNIT, 1, appended++,
                    Unpooled.wrappedBuffer(new byte[PACKET]), 0, PACKET);
        }
    }

    private void advance(Duration by) {
        nanoTime += by.toNanos();
    }

    private long archivedPackets() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("other"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length()).sum() / PACKET;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    @Test
    void shouldCommitWhatItTookInAfterTheInterval() throws IOException {
        append(3);

        int entries = loop.doWork();
        advance(INTERVAL.minusMillis(1));
        loop.doWork();
        long early = archivedPackets();
        advance(Duration.ofMillis(1));
        loop.doWork();

        assertThat(entries).as("with the server's start").isEqualTo(4);
        assertThat(early).isZero();
        assertThat(archivedPackets()).isEqualTo(3);
    }

    @Test
    void shouldTryAgainAfterAPauseWhenTheDiskFailsAndLoseNothing() throws IOException {
        // A directory where a file is wanted: every commit fails until it is gone.
        Path obstacle = Files.createDirectories(root.resolve(".openrtpd/undo"));
        append(3);
        loop.doWork();
        advance(INTERVAL);
        assertThat(loop.doWork()).isZero();
        Files.delete(obstacle);
        append(2);

        assertThat(loop.doWork()).as("in the pause").isZero();
        advance(RETRY);
        loop.doWork();
        advance(INTERVAL);
        loop.doWork();

        assertThat(archivedPackets()).isEqualTo(5);
    }

    @Test
    void shouldArchiveWhatThereIsAndCloseItWhenItRunsOnce() throws IOException {
        append(3);

        loop.once();

        assertThat(archivedPackets()).isEqualTo(3);
        assertThat(loop.totals()).contains("3 packets");
    }
}
