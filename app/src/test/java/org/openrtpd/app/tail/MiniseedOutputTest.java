package org.openrtpd.app.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.app.tail.TestJournal.EH;
import static org.openrtpd.app.tail.TestJournal.SH;
import static org.openrtpd.app.tail.TestJournal.UNIT_9E16;
import static org.openrtpd.app.tail.TestJournal.packet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.station.ChannelNames;
import org.openrtpd.protocol.data.SampleEncoder;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.station.StationMap;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/** Record format, section 12: what a program reads from the pipe. */
class MiniseedOutputTest {

    private static final int RECORD = 512;
    private static final String DATA = "4454 10 26 9E16 060100000000 1024 0001 0007 00 00 0100 00 32";
    private static final int SECOND = 100;
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path data;
    private TestJournal journal;
    private long nowNanos;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void open() {
        journal = new TestJournal(data);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void appendSeconds(int count) {
        byte[] header = packet(EH);
        byte[] rate = "100 ".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(rate, 0, header, 88, rate.length);
        journal.append(UNIT_9E16, 0, header);
        for (int i = 0; i < count; i++) {
            byte[] bytes = packet(DATA);
            ByteBuf packet = Unpooled.wrappedBuffer(bytes);
            Bcd.put(packet, 6, 7, 2, i);
            Bcd.put(packet, 14, 0, 4, i + 1);
            int[] samples = new int[SECOND];
            Arrays.setAll(samples, sample -> sample * 7919 % 5003);
            new SampleEncoder(DataFormat.INT32).encode(packet, 0, samples, 0, SECOND, 0);
            journal.append(UNIT_9E16, i + 1, bytes);
        }
    }

    private MiniseedOutput output() {
        return new MiniseedOutput(
                new ChannelNames(StationMap.empty("XX")), HOUR, Optional.empty(), () -> nowNanos, out);
    }

    private void tail(PacketSelection selection) throws IOException {
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            new JournalFollower(selection, false, output()).run(tailer, false, 0);
        }
    }

    private static PacketSelection all() {
        return new PacketSelection(Set.of(), Set.of(), 0, 0);
    }

    @Test
    void shouldWriteEverySampleInRecordsOf512Bytes() throws Exception {
        appendSeconds(10);

        tail(all());

        assertThat(out.size()).isPositive();
        assertThat(out.size() % RECORD).isZero();
        ByteBuf records = Unpooled.wrappedBuffer(out.toByteArray());
        int samples = 0;
        for (int at = 0; at < out.size(); at += RECORD) {
            String head = records.toString(at, 20, StandardCharsets.US_ASCII);
            assertThat(head).matches("\\d{6}D 9E16   HHZXX");
            samples += records.getUnsignedShort(at + 30);
        }
        assertThat(samples).isEqualTo(10 * SECOND);
    }

    @Test
    void shouldKnowTheRateByAHeaderThatWasNotAskedFor() throws Exception {
        appendSeconds(3);

        tail(new PacketSelection(Set.of(), Set.of("DT"), 0, 0));

        ByteBuf records = Unpooled.wrappedBuffer(out.toByteArray());
        assertThat(records.getShort(32)).isEqualTo((short) 100);
    }

    @Test
    void shouldWriteNothingOfWhatIsNotAskedFor() throws Exception {
        appendSeconds(3);
        byte[] log = packet(SH);
        byte[] text = "060:10:00:00 EXTERNAL CLOCK IS LOCKED\r\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, log, 24, text.length);
        journal.append(UNIT_9E16, 4, log);

        tail(new PacketSelection(Set.of(), Set.of("DT"), 0, 2));
        assertThat(out.size()).isZero();

        tail(new PacketSelection(Set.of(), Set.of("SH"), 0, 0));
        assertThat(out.toString(StandardCharsets.US_ASCII)).contains("LOGXX").contains("IS LOCKED");
    }

    @Test
    void shouldWriteAShortRecordWhenItsSamplesHaveWaitedLongEnough() throws Exception {
        appendSeconds(1);
        try (JournalReader reader = JournalReader.open(data);
                JournalTailer tailer = reader.tailer()) {
            MiniseedOutput output = output();
            JournalFollower follower = new JournalFollower(all(), false, new OpenEnd(output));
            follower.run(tailer, false, 0);
            int before = out.size();
            nowNanos = TestJournal.RECEIVED.getEpochSecond() * 1_000_000_000L + HOUR.toNanos() / 2;
            output.pause();
            assertThat(out.size()).isEqualTo(before);

            nowNanos += HOUR.toNanos();
            output.pause();

            assertThat(out.size()).isEqualTo(before + RECORD);
        }
    }

    /** Lets a follower end without ending the output behind. */
    private record OpenEnd(EntryOutput behind) implements EntryOutput {
        @Override
        public void packet(EntryView packet) throws IOException {
            behind.packet(packet);
        }

        @Override
        public void passOver(EntryView packet) throws IOException {
            behind.passOver(packet);
        }

        @Override
        public void marker(JournalEntry entry) throws IOException {
            behind.marker(entry);
        }

        @Override
        public void pause() throws IOException {
            behind.pause();
        }

        @Override
        public void end() {
            // More comes.
        }
    }
}
