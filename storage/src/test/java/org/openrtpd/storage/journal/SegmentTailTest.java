package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openrtpd.storage.journal.JournalFixture.append;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentTailTest {

    private static final int OWN_PAGE = 0x4000_0000;
    private static final int HALF_WRITTEN = 0x8000_0000;
    private static final int END_OF_FILE = 0xC000_0000;

    @TempDir Path directory;
    private Path file;
    private SegmentTail tail;

    @BeforeEach
    void prepare() {
        file = directory.resolve("20260301-10F.cq4");
        tail = new SegmentTail(file);
    }

    /** A file of documents: pairs of header and bytes behind it, then free space. */
    private void write(int freeBytes, int... headersAndLengths) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < headersAndLengths.length; i += 2) {
            bytes.putInt(headersAndLengths[i]);
            for (int b = 0; b < headersAndLengths[i + 1]; b++) {
                bytes.put((byte) 0x55);
            }
        }
        bytes.limit(bytes.position() + freeBytes).rewind();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes);
        }
    }

    @Nested
    class EndOfDocuments {

        @Test
        void shouldBeBehindTheQueuesOwnPagesWhenNoEntryIsKnown() throws Exception {
            write(64, OWN_PAGE | 8, 8, OWN_PAGE | 16, 16);

            assertThat(tail.endOfDocuments(0)).isEqualTo(4 + 8 + 4 + 16);
        }

        @Test
        void shouldStandBeforeAHalfWrittenEntry() throws Exception {
            write(64, OWN_PAGE | 8, 8, HALF_WRITTEN | 12, 12);

            assertThat(tail.endOfDocuments(0)).isEqualTo(12);
        }

        @Test
        void shouldStandBeforeAnEntryThatIsNotKnownToBeWhole() throws Exception {
            write(64, OWN_PAGE | 8, 8, 12, 12, 12, 12);

            assertThat(tail.endOfDocuments(0)).isEqualTo(12);
            assertThat(tail.endOfDocuments(28)).isEqualTo(28);
        }

        @Test
        void shouldWalkOverAnIndexPageBehindTheLastWholeEntry() throws Exception {
            write(64, OWN_PAGE | 8, 8, 12, 12, OWN_PAGE | 20, 20);

            assertThat(tail.endOfDocuments(28)).isEqualTo(52);
        }

        @Test
        void shouldRoundUpWhereAnEntryEndsToTheNextDocument() throws Exception {
            write(64, OWN_PAGE | 8, 8, 10, 12);

            assertThat(tail.endOfDocuments(26)).isEqualTo(28);
        }

        @Test
        void shouldBeSealedWhenTheFileWasEnded() throws Exception {
            write(64, OWN_PAGE | 8, 8, 12, 12, END_OF_FILE, 0);

            assertThat(tail.endOfDocuments(28)).isEqualTo(SegmentTail.SEALED);
        }

        @Test
        void shouldBeSealedWhenDocumentsFillTheFile() throws Exception {
            write(2, OWN_PAGE | 8, 8);

            assertThat(tail.endOfDocuments(0)).isEqualTo(SegmentTail.SEALED);
        }

        @Test
        void shouldNotRunAwayOnAPageOfAbsurdLength() throws Exception {
            write(64, OWN_PAGE | 8, 8, OWN_PAGE | 0x3FFF_FFFF, 0);

            assertThat(tail.endOfDocuments(0)).isEqualTo(SegmentTail.SEALED);
        }

        @Test
        void shouldAgreeWithARealJournal() throws Exception {
            JournalFixture fixture = new JournalFixture(directory);
            RecoveredJournal opened = fixture.open();
            append(opened.journal(), 0, 50, Duration.ofSeconds(1), fixture.clock);
            Path segment = JournalFiles.segments(directory).get(0);
            long end;
            try (JournalTailer tailer = opened.journal().tailer()) {
                JournalEntry entry = new JournalEntry();
                while (tailer.next(entry)) {
                    // On to the last one.
                }
                end = tailer.lastEndOffset();
            }

            SegmentTail open = new SegmentTail(segment);
            assertThat(open.endOfDocuments(end)).isEqualTo(end);
            assertThat(open.wipeBehind(end)).isZero();
            assertThat(open.usedBytes()).isBetween(end - 16, end);
            opened.journal().close();

            fixture.clock.advance(Duration.ofHours(1));
            RecoveredJournal again = fixture.open();
            append(again.journal(), 50);
            assertThat(open.endOfDocuments(0)).isNotEqualTo(SegmentTail.SEALED);
            again.journal().close();
        }
    }

    @Nested
    class WipeBehind {

        private static final int LENGTH = (2 << 20) + 100;

        @Test
        void shouldZeroAllBehindAnOffsetAndNothingBefore() throws Exception {
            byte[] noise = new byte[LENGTH];
            Arrays.fill(noise, (byte) 7);
            Files.write(file, noise);

            long wiped = tail.wipeBehind(1001);

            byte[] after = Files.readAllBytes(file);
            assertThat(wiped).isEqualTo(LENGTH - 1001);
            assertThat(after).hasSize(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                if (after[i] != (i < 1001 ? 7 : 0)) {
                    throw new AssertionError("byte " + i + " is " + after[i]);
                }
            }
        }

        @Test
        void shouldCountOnlyBytesThatWereNotZero() throws Exception {
            byte[] mostlyZero = new byte[LENGTH];
            mostlyZero[10] = 1;
            mostlyZero[500] = 1;
            mostlyZero[LENGTH - 1] = 1;
            Files.write(file, mostlyZero);

            assertThat(tail.wipeBehind(11)).isEqualTo(2);
            assertThat(tail.wipeBehind(11)).isZero();
            assertThat(tail.usedBytes()).isEqualTo(11);
        }
    }

    @Nested
    class UsedBytes {

        @Test
        void shouldBeNoneInAnEmptyFileAndInAHole() throws Exception {
            Files.write(file, new byte[0]);
            assertThat(tail.usedBytes()).isZero();

            Files.write(file, new byte[(1 << 20) + 1]);
            assertThat(tail.usedBytes()).isZero();
        }

        @Test
        void shouldEndAtTheLastByteThatIsNotZeroAcrossChunks() throws Exception {
            byte[] bytes = new byte[(3 << 20) + 17];
            for (int at : new int[] {0, 1, (1 << 20) + 16, (1 << 20) + 17, bytes.length - 1}) {
                bytes[at] = 1;
                Files.write(file, bytes);

                assertThat(tail.usedBytes()).isEqualTo(at + 1);
            }
        }
    }
}
