package org.openrtpd.storage.archive.reftek;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.storage.archive.ArchivedJournal;
import org.openrtpd.storage.archive.MemoryDirectory;
import org.openrtpd.storage.archive.TestRecorder;

/** Record format section 14, archive.sta. */
class ArchiveStatusTest {

    private static final int HEADER = 160;
    private static final int STREAM = 33;

    @TempDir(factory = MemoryDirectory.class) Path directory;

    @Test
    void shouldSayWhatIsArchivedOfEachStreamSection14() throws Exception {
        long time = TestRecorder.millis("2026-03-01T10:00:00.000");
        TestRecorder recorder = new TestRecorder(0x9E16);
        ByteBuf status;
        try (ArchivedJournal journal = new ArchivedJournal(directory, ReftekWriter::new)) {
            journal.append(recorder.log(0, time - 500, "x\r\n"),
                    recorder.header(1, 7, 0, time, time),
                    recorder.data(1, 0, 7, 1, time, TestRecorder.samples(100, 1)),
                    recorder.data(1, 2, 7, 2, time, TestRecorder.samples(200, 1)),
                    recorder.trailer(1, 7, 3, time, time + 1990)).finish();
            status = Unpooled.wrappedBuffer(
                    Files.readAllBytes(journal.root().resolve("archive.sta")));
        }

        assertThat(status.readableBytes()).isEqualTo(HEADER + 2 * STREAM);
        assertThat(status.toString(4, 32, StandardCharsets.US_ASCII).trim())
                .isEqualTo("RefTek Archive API 2.00");
        assertThat(status.getDouble(116)).isEqualTo((time - 500) / 1000.0);
        assertThat(status.getDouble(124)).isEqualTo((time + 2000) / 1000.0);
        assertThat(status.getInt(132)).isEqualTo(2);
        assertThat(status.getLong(136)).as("unlimited").isEqualTo(-1);
        assertThat(status.getLong(152)).isEqualTo(5 * 1024);
        int second = HEADER + STREAM;
        assertThat(status.getUnsignedShort(second)).isEqualTo(0x9E16);
        assertThat(status.getByte(second + 2)).isEqualTo((byte) 2);
        assertThat(status.getUnsignedShort(second + 3)).isEqualTo(0b101);
        assertThat(status.getDouble(second + 5)).isEqualTo(time / 1000.0);
        assertThat(status.getDouble(second + 13)).isEqualTo((time + 2000) / 1000.0);
        assertThat(status.getLong(second + 21)).isEqualTo(4 * 1024);
        assertThat(status.getFloat(second + 29)).isEqualTo(100f);
    }

    @Test
    void shouldSayUndefinedWhereThereIsNoTimeSection14() throws Exception {
        try (ArchivedJournal journal = new ArchivedJournal(directory, ReftekWriter::new)) {
            journal.append(new TestRecorder(0x9E16).any("QQ", 0, 0, 1)).finish();

            ByteBuf status = Unpooled.wrappedBuffer(
                    Files.readAllBytes(journal.root().resolve("archive.sta")));
            assertThat(status.getDouble(116)).isEqualTo(-2145916800);
            assertThat(status.readableBytes()).isEqualTo(HEADER);
        }
    }
}
