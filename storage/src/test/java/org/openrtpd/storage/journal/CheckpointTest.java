package org.openrtpd.storage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

    private static final Checkpoint.Place PLACE = new Checkpoint.Place(0x1234_5678_9ABCL, 0x8000_0001);
    private static final int UNIT_9E16 = 0x9E16;
    private static final int LONGEST_UNIT = 0xFFFFF;

    @TempDir Path data;
    private Checkpoint checkpoint;
    private Path file;

    @BeforeEach
    void prepare() {
        checkpoint = new Checkpoint(data);
        file = JournalFiles.checkpoint(data);
    }

    private static Numberings numberings() {
        Numberings numberings = new Numberings();
        numberings.set(UNIT_9E16, -1, -2);
        numberings.set(UNIT_9E16, 7, 0);
        numberings.set(LONGEST_UNIT, 0x8000_0000, Integer.MAX_VALUE);
        return numberings;
    }

    private void assertNotBelieved() throws IOException {
        Numberings into = new Numberings();

        assertThat(checkpoint.read(into)).isEmpty();
        assertThat(into.all()).isEmpty();
    }

    @Test
    void shouldGiveBackPlaceAndNumberings() throws Exception {
        checkpoint.write(PLACE, numberings());
        Numberings read = new Numberings();

        assertThat(checkpoint.read(read)).contains(PLACE);
        assertThat(read.all()).isEqualTo(numberings().all());
    }

    @Test
    void shouldBeReadableByPeople() throws Exception {
        checkpoint.write(PLACE, numberings());

        assertThat(Files.readAllLines(file)).startsWith(
                "openrtpd-checkpoint 1",
                "entry 20015998343868 80000001",
                "9e16 ffffffff 4294967294",
                "9e16 7 0",
                "fffff 80000000 2147483647");
    }

    @Test
    void shouldReplaceAnOlderOneAndLeaveNothingBeside() throws Exception {
        checkpoint.write(PLACE, numberings());
        Checkpoint.Place later = new Checkpoint.Place(PLACE.index() + 1, 5);

        checkpoint.write(later, new Numberings());

        assertThat(checkpoint.read(new Numberings())).contains(later);
        assertThat(data).isDirectoryNotContaining(f -> !f.equals(file));
    }

    @Test
    void shouldHaveNoneBeforeOneIsWrittenAndAfterItIsDeleted() throws Exception {
        assertNotBelieved();

        checkpoint.write(PLACE, numberings());
        checkpoint.delete();

        assertNotBelieved();
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldNotBelieveOneThatIsCutOffAtAnyByte() throws Exception {
        checkpoint.write(PLACE, numberings());
        byte[] whole = Files.readAllBytes(file);

        // Without the last line end nothing is missing that counts.
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertNotBelieved();
        }
    }

    @Test
    void shouldNotBelieveOneWithAnyBitTurned() throws Exception {
        checkpoint.write(PLACE, numberings());
        byte[] whole = Files.readAllBytes(file);

        for (int bit = 0; bit < (whole.length - 1) * Byte.SIZE; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(file, damaged);
            assertNotBelieved();
        }
    }

    @Test
    void shouldNotBelieveOneOfALaterLayout() throws Exception {
        checkpoint.write(PLACE, numberings());
        String text = Files.readString(file).replace("checkpoint 1", "checkpoint 2");
        Files.writeString(file, text);

        assertNotBelieved();
    }
}
