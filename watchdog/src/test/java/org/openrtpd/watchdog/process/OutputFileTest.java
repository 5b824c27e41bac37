package org.openrtpd.watchdog.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    private static final long LIMIT = 256 << 10;
    private static final String READY = "ready udp=127.0.0.1:1 tcp=127.0.0.1:2 data=/d pid=7";

    @TempDir
    private Path directory;
    private Path path;
    private OutputFile output;

    @BeforeEach
    void open() throws IOException {
        path = directory.resolve("output.log");
        output = OutputFile.open(path, LIMIT);
    }

    @AfterEach
    void close() throws IOException {
        output.close();
    }

    @Test
    void shouldTellLinesAsTheyEnd() throws IOException {
        print("one\ntwo\nthr");
        assertThat(output.newLines()).containsExactly("one", "two");

        print("ee\n");
        assertThat(output.newLines()).containsExactly("three");
        assertThat(output.recent()).containsExactly("one", "two", "three");
    }

    @Test
    void shouldNotGlueAnUnfinishedLineToTheNextRun() throws IOException {
        print("it broke he");
        assertThat(output.newLines()).isEmpty();

        assertThat(output.lastLines()).containsExactly("it broke he");
        assertThat(output.recent()).containsExactly("it broke he");
        print(READY + "\n");
        assertThat(output.newLines()).containsExactly(READY);
    }

    @Test
    void shouldTakeControlCharactersOutOfWhatATerminalShows() throws IOException {
        print("a\u001b[2Jb\u0007\u009bc\td\r\n");

        assertThat(output.newLines()).containsExactly("a?[2Jb??c\td");
    }

    @Test
    void shouldTellAVeryLongLineInPieces() throws IOException {
        print("x".repeat(3 * LineCutter.LONGEST_LINE) + "\n");

        assertThat(output.newLines()).hasSize(3).allMatch(
                piece -> piece.length() == LineCutter.LONGEST_LINE);
    }

    @Test
    void shouldCatchUpInOneLookAndCutTheFileWhenItIsLarge() throws IOException {
        print("0123456789abcde\n".repeat((int) (LIMIT / 16)));
        assertThat(output.newLines()).hasSize((int) (LIMIT / 16));

        print("more\n");
        assertThat(output.newLines()).containsExactly("more");
        assertThat(Files.size(path)).isZero();
        assertThat(directory.resolve("output.log.1")).exists();
        print("after\n");
        assertThat(output.newLines()).containsExactly("after");
    }

    @Test
    void shouldShowOnlyTheEndOfAFlood() throws IOException {
        print("flood\n".repeat((int) LIMIT));
        print("last\n");

        assertThat(output.newLines()).first().asString().contains("are not shown");
        assertThat(output.recent()).last().isEqualTo("last");
        assertThat(Files.size(path)).isZero();
    }

    @Test
    void shouldCutTheFileThoughItsCopyCannotBeKept() throws IOException {
        // A directory that is not empty cannot be replaced by a file.
        Files.createDirectories(directory.resolve("output.log.1"));
        Files.writeString(directory.resolve("output.log.1").resolve("x"), "x");
        print("flood\n".repeat((int) LIMIT));

        output.newLines();

        assertThat(Files.size(path)).isZero();
    }

    @Test
    void shouldFindWhatAProcessSaidWhenItBecameReady() throws IOException {
        print("noise\n" + READY + "\n" + READY.replace("pid=7", "pid=8") + "\n");

        assertThat(output.readyLineOf(7)).hasValueSatisfying(
                ready -> assertThat(ready.text()).isEqualTo(READY));
        assertThat(output.readyLineOf(9)).isEmpty();
    }

    private void print(String text) throws IOException {
        Files.write(path, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }
}
