package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openrtpd.app.tail.TestJournal.DT;
import static org.openrtpd.app.tail.TestJournal.EH;
import static org.openrtpd.app.tail.TestJournal.UNIT_91F5;
import static org.openrtpd.app.tail.TestJournal.UNIT_9E16;
import static org.openrtpd.app.tail.TestJournal.packet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

@Timeout(300)
class JournalFollowerTest {

    private static final PacketSelection ALL = new PacketSelection(Set.of(), Set.of(), 0, 0);
    private static final boolean WITH_MARKERS = true;
    private static final boolean WITHOUT_MARKERS = false;
    private static final boolean FOLLOW = true;
    private static final boolean TO_THE_END = false;
    private static final long NO_LIMIT = 0;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path data;
    private TestJournal journal;
    private JournalReader reader;
    private JournalTailer tailer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void open() {
        journal = new TestJournal(data);
        reader = JournalReader.open(data);
        tailer = reader.tailer();
    }

    @AfterEach
    void close() {
        tailer.close();
        reader.close();
        journal.close();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static PacketDecoder decoder() {
        return new PacketDecoder(new ChannelNames(StationMap.empty("XX")));
    }

    private static EntryOutput text(OutputStream out) {
        return new TextOutput(decoder(), Colours.OFF, out);
    }

    private JournalFollower follower(PacketSelection selection, boolean markers) {
        return new JournalFollower(selection, markers, text(out));
    }

    @Test
    void shouldWriteThePacketsBytesAndNothingElse() throws Exception {
        byte[] shortOne = {(byte) 0x85, 1, 2};
        journal.append(UNIT_9E16, 0, packet(DT)).appendGap(UNIT_9E16, 1, 3)
                .append(UNIT_9E16, 3, shortOne).append(UNIT_9E16, 4, packet(EH));
        JournalFollower raw = new JournalFollower(ALL, WITH_MARKERS, new RawOutput(out));

        raw.run(tailer, TO_THE_END, NO_LIMIT);

        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(packet(DT));
        expected.writeBytes(shortOne);
        expected.writeBytes(packet(EH));
        assertThat(out.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(raw.damaged()).isZero();
    }

    @Test
    void shouldEndAfterSoManySelectedPackets() throws Exception {
        for (int seq = 0; seq < 5; seq++) {
            journal.append(UNIT_9E16, seq).append(UNIT_91F5, seq);
        }
        PacketSelection one = new PacketSelection(Set.of(UNIT_91F5), Set.of(), 0, 0);

        follower(one, WITHOUT_MARKERS).run(tailer, FOLLOW, 3);

        assertThat(lines()).hasSize(3).allMatch(line -> line.contains("91F5"));
        assertThat(lines().get(2)).contains(" #2 ");
    }

    @Test
    void shouldShowMarkersOfTheSelectedUnitsAndOfTheServer() throws Exception {
        journal.appendGap(UNIT_9E16, 0, 5).appendGap(UNIT_91F5, 0, 7).append(UNIT_91F5, 7);
        PacketSelection one = new PacketSelection(Set.of(UNIT_91F5), Set.of(), 0, 0);

        follower(one, WITH_MARKERS).run(tailer, TO_THE_END, NO_LIMIT);

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).endsWith("-- server start: start=1");
        assertThat(lines().get(1)).contains("91F5 -- gap: packets 0 to 6");
        assertThat(lines().get(2)).contains("91F5 #7 DT");
    }

    @Test
    void shouldLeaveMarkersOutUnlessTheyAreAskedFor() throws Exception {
        journal.appendGap(UNIT_9E16, 0, 5).append(UNIT_9E16, 5);

        follower(ALL, WITHOUT_MARKERS).run(tailer, TO_THE_END, NO_LIMIT);

        assertThat(lines()).hasSize(1);
    }

    @Test
    void shouldWriteJsonLines() throws Exception {
        journal.append(UNIT_9E16, 0);

        new JournalFollower(ALL, WITH_MARKERS,
                new JsonOutput(decoder(), JsonOutput.Samples.NONE, out))
                .run(tailer, TO_THE_END, NO_LIMIT);

        assertThat(lines()).hasSize(2).allMatch(line -> line.startsWith("{\"index\":"));
    }

    @Test
    void shouldShowWhatComesUntilItIsInterrupted() throws Exception {
        Thread following = new Thread(() -> {
            try {
                JournalFollower.ofEverything(out).run(tailer, FOLLOW, NO_LIMIT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        following.start();
        await().atMost(LIMIT).until(() -> lines().size() == 1);

        journal.append(UNIT_9E16, 0);
        await().atMost(LIMIT).until(() -> lines().size() == 2);
        journal.append(UNIT_9E16, 1);
        await().atMost(LIMIT).until(() -> lines().size() == 3);

        following.interrupt();
        following.join();
        assertThat(lines().get(2)).contains("9E16 #1 DT");
    }

    @Test
    void shouldFlushWheneverItReachesTheEnd() throws Exception {
        journal.append(UNIT_9E16, 0);
        int[] flushes = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                out.write(b);
            }

            @Override
            public void flush() {
                flushes[0]++;
            }
        };

        new JournalFollower(ALL, WITHOUT_MARKERS, text(counting))
                .run(tailer, TO_THE_END, NO_LIMIT);

        assertThat(flushes[0]).isEqualTo(1);
    }
}
