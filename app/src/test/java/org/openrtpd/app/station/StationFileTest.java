package org.openrtpd.app.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.station.RecorderNames;
import org.openrtpd.protocol.station.StationMap;
import org.slf4j.LoggerFactory;

class StationFileTest {

    private static final int UNIT_9E16 = 0x9E16;
    private static final String GOOD = "unit,station\n9E16,ABC\n";
    private static final String OTHER = "unit,station\n9E16,DEF\n";
    private static final String BAD = "unit,station\n9E16,abc\n";

    @TempDir Path directory;
    private Path path;
    private StationFile file;
    private long nowNanos = -5;
    private long writes;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("stations.csv");
        write(GOOD);
        file = StationFile.open(path, "XX", nowNanos);
    }

    /** Each write has a later time, however fast the test is. */
    private void write(String text) throws IOException {
        Files.writeString(path, text);
        writes++;
        Files.setLastModifiedTime(path, FileTime.fromMillis(1_700_000_000_000L + writes * 1000));
    }

    private boolean look() {
        nowNanos += StationFile.PAUSE_NANOS;
        return file.poll(nowNanos);
    }

    private String station() {
        return file.map().name(UNIT_9E16, 0, 0, 0, RecorderNames.NONE).name().station();
    }

    @Test
    void shouldHaveAMapFromTheBeginning() {
        assertThat(station()).isEqualTo("ABC");
        assertThat(look()).isFalse();
        assertThat(file.refusals()).isZero();
    }

    @Test
    void shouldSayWhatToDoWhenThereIsNoSuchFileAtTheBeginning() {
        Path none = directory.resolve("none.toml");

        assertThatThrownBy(() -> StationFile.open(none, "XX", 0))
                .isInstanceOf(StationFileException.class)
                .hasMessage("the station file is refused; put it right, or start without it\n" + none
                        + ": there is no such file; conf/stations.toml is one to begin with");
    }

    @Test
    void shouldSayEveryMistakeAtTheBeginning() throws Exception {
        write(BAD + "9E1,\n");

        assertThatThrownBy(() -> StationFile.open(path, "XX", 0))
                .isInstanceOf(StationFileException.class)
                .hasMessageContaining(path + ":2: ").hasMessageContaining(path + ":3: ");
    }

    @Nested
    class WhenTheFileChanges {

        @Test
        void shouldTakeItInAfterItHasStayedTheSameForOneLook() throws Exception {
            StationMap before = file.map();
            write(OTHER);

            assertThat(look()).isFalse();
            assertThat(file.map()).isSameAs(before);
            assertThat(look()).isTrue();
            assertThat(station()).isEqualTo("DEF");
            assertThat(look()).isFalse();
        }

        @Test
        void shouldNotTakeItInWhileItIsBeingWritten() throws Exception {
            for (int i = 0; i < 5; i++) {
                write(OTHER + "#".repeat(i));
                assertThat(look()).isFalse();
            }

            assertThat(look()).isTrue();
        }

        @Test
        void shouldNotLookMoreOftenThanEveryPause() throws Exception {
            write(OTHER);
            look();
            nowNanos += StationFile.PAUSE_NANOS - 1;

            assertThat(file.poll(nowNanos)).isFalse();
            assertThat(file.poll(nowNanos + 1)).isTrue();
        }

        @Test
        void shouldSeeAFileThatWasMovedThereWithTheSameTimeAndLength() throws Exception {
            Path fresh = Files.writeString(directory.resolve("fresh"), OTHER);
            Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(path));
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
            look();

            assertThat(look()).isTrue();
        }

        @Test
        void shouldKeepItsMapWhenTheContentIsTheSame() throws Exception {
            write(GOOD);
            look();

            assertThat(look()).isFalse();
            assertThat(station()).isEqualTo("ABC");
        }
    }

    @Nested
    class WhenTheFileIsRefused {

        @BeforeEach
        void refuse() throws IOException {
            write(BAD);
            look();
            assertThat(look()).isFalse();
        }

        @Test
        void shouldKeepTheMapOfBeforeAndSayWhy() {
            assertThat(station()).isEqualTo("ABC");
            assertThat(file.refusals()).isEqualTo(1);
            assertThat(file.mistakes()).singleElement().asString()
                    .startsWith(path + ":2: 'abc' is no station code");
        }

        @Test
        void shouldNotReadItAgainWhileItStaysAsItIs() {
            for (int i = 0; i < 10; i++) {
                assertThat(look()).isFalse();
            }

            assertThat(file.refusals()).isEqualTo(1);
        }

        @Test
        void shouldSayWhatIsWrongOnceForEachContent() throws Exception {
            Logger logger = (Logger) LoggerFactory.getLogger(StationFile.class);
            ListAppender<ILoggingEvent> said = new ListAppender<>();
            said.start();
            logger.addAppender(said);
            try {
                write(BAD);
                look();
                look();
                assertThat(said.list).isEmpty();

                write(BAD + "9E17,def\n");
                look();
                look();
            } finally {
                logger.detachAppender(said);
            }

            assertThat(file.refusals()).isEqualTo(3);
            assertThat(said.list).singleElement().asString()
                    .contains("ERROR", path + ":2: ", path + ":3: ");
        }

        @Test
        void shouldTakeTheNextGoodOne() throws Exception {
            write(OTHER);
            look();

            assertThat(look()).isTrue();
            assertThat(file.mistakes()).isEmpty();
            assertThat(station()).isEqualTo("DEF");
        }

        @Test
        void shouldGoOnWithTheMapOfBeforeWhenItIsPutBack() throws Exception {
            write(GOOD);
            look();

            assertThat(look()).isFalse();
            assertThat(file.mistakes()).isEmpty();
        }
    }

    @Nested
    class WhenTheFileIsGone {

        @Test
        void shouldKeepTheMapOfBeforeAndTakeTheFileWhenItIsBack() throws Exception {
            Files.delete(path);
            look();
            look();
            assertThat(station()).isEqualTo("ABC");
            assertThat(file.mistakes()).singleElement().asString().contains("there is no such file");

            write(OTHER);
            look();
            assertThat(look()).isTrue();
        }

        @Test
        void shouldNotMindThatItIsGoneForAMoment() throws Exception {
            Files.delete(path);
            look();
            write(OTHER);
            look();

            assertThat(look()).isTrue();
            assertThat(file.refusals()).isZero();
        }
    }

    @Nested
    class WhenSomebodyAsks {

        @Test
        void shouldReadItAtOnce() throws Exception {
            write(OTHER);
            file.readAgain();

            assertThat(file.poll(nowNanos)).isTrue();
            assertThat(station()).isEqualTo("DEF");
            assertThat(look()).isFalse();
            assertThat(look()).isFalse();
        }

        @Test
        void shouldCountEveryRefusal() throws Exception {
            write(BAD);
            for (int i = 0; i < 3; i++) {
                file.readAgain();
                assertThat(file.poll(nowNanos)).isFalse();
            }

            assertThat(file.refusals()).isEqualTo(3);
        }

        @Test
        void shouldKeepItsMapWhenNothingChanged() {
            file.readAgain();

            assertThat(file.poll(nowNanos)).isFalse();
        }
    }
}
