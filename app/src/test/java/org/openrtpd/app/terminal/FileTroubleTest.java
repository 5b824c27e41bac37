package org.openrtpd.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {

    @TempDir Path work;

    private static String ofReading(Path file) {
        return FileTrouble.why(catchThrowableOfType(
                IOException.class, () -> Files.readAllLines(file)));
    }

    @Test
    void shouldSayInWordsWhyAFileCannotBeRead() throws IOException {
        Path noText = Files.write(work.resolve("bytes"), new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertThat(ofReading(work.resolve("none"))).isEqualTo("there is no such file or directory");
        assertThat(ofReading(noText)).isEqualTo("it is no text in UTF-8");
        assertThat(ofReading(work)).isEqualTo("Is a directory");
    }

    @Test
    void shouldSayInWordsWhatHasOnlyAPath() {
        assertThat(FileTrouble.why(new AccessDeniedException("/f"))).isEqualTo("permission denied");
        assertThat(FileTrouble.why(new NotDirectoryException("/f"))).isEqualTo("it is no directory");
    }

    @Test
    void shouldNameTheFileWhereItIsKnown() {
        assertThat(FileTrouble.named(new AccessDeniedException("/f"))).isEqualTo("/f: permission denied");
        assertThat(FileTrouble.named(new IOException("it is empty"))).isEqualTo("it is empty");
    }

    @Test
    void shouldPassOnWhatTheSystemSays() {
        assertThat(FileTrouble.why(new FileSystemException("/f", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(FileTrouble.why(new IOException("it is empty"))).isEqualTo("it is empty");
        assertThat(FileTrouble.why(new IOException())).isEqualTo("java.io.IOException");
    }
}
