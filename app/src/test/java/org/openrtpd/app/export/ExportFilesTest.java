package org.openrtpd.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.app.terminal.CommandFailed;

class ExportFilesTest {

    private static final int MORE_THAN_ARE_OPEN = 150;

    @TempDir Path root;

    private ExportFiles files(ExportFiles.Existing existing) {
        return new ExportFiles(root, existing);
    }

    private static void append(ExportFiles files, String path, String text) throws IOException {
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        files.append(path, bytes, 0, bytes.readableBytes());
    }

    private List<String> left() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void shouldGiveFilesTheirNamesWhenAllAreWhole() throws IOException {
        try (ExportFiles files = files(ExportFiles.Existing.REFUSED)) {
            append(files, "a/b", "one ");
            append(files, "c", "three");
            append(files, "a/b", "two");
            boolean early = Files.exists(root.resolve("a"));
            files.commit();

            assertThat(early).isFalse();
            assertThat(left()).containsExactly("a/b", "c");
            assertThat(root.resolve("a/b")).hasContent("one two");
        }
    }

    @Test
    void shouldRenameAFileThatGrows() throws IOException {
        try (ExportFiles files = files(ExportFiles.Existing.REFUSED)) {
            append(files, "open", "one ");
            files.move("open", "closed");
            append(files, "open", "another");
            append(files, "closed", "two");

            assertThat(files.isTaken("closed")).isTrue();
            assertThatThrownBy(() -> files.move("open", "closed"))
                    .isInstanceOf(IllegalStateException.class);
            files.commit();
        }
        assertThat(root.resolve("closed")).hasContent("one two");
        assertThat(root.resolve("open")).hasContent("another");
    }

    @Test
    void shouldGrowMoreFilesThanAreOpenAtOnce() throws IOException {
        try (ExportFiles files = files(ExportFiles.Existing.REFUSED)) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < MORE_THAN_ARE_OPEN; i++) {
                    append(files, "f" + i, String.valueOf(round));
                }
            }
            files.commit();
        }
        assertThat(left()).hasSize(MORE_THAN_ARE_OPEN);
        for (int i = 0; i < MORE_THAN_ARE_OPEN; i++) {
            assertThat(root.resolve("f" + i)).hasContent("012");
        }
    }

    @Test
    void shouldLeaveNothingBehindWithoutACommit() throws IOException {
        try (ExportFiles files = files(ExportFiles.Existing.REFUSED)) {
            append(files, "a/b", "one");
        }

        try (Stream<Path> all = Files.list(root)) {
            assertThat(all).isEmpty();
        }
    }

    @Test
    void shouldTakeNoMoreWhenTheProcessEnds() throws IOException {
        try (ExportFiles files = files(ExportFiles.Existing.REFUSED)) {
            append(files, "a", "one");
            files.removeUnfinished();

            assertThatThrownBy(() -> append(files, "b", "two")).isInstanceOf(IOException.class);
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void shouldNameNoFileWhenOneHasAppearedMeanwhile() throws IOException {
        try (ExportFiles files = files(ExportFiles.Existing.REFUSED)) {
            append(files, "a", "one");
            append(files, "b", "two");
            Files.writeString(root.resolve("b"), "precious");

            assertThatThrownBy(files::commit).isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("is there already");
        }
        assertThat(left()).containsExactly("b");
        assertThat(root.resolve("b")).hasContent("precious");
    }

    @Test
    void shouldReplaceOnlyWhenTold() throws IOException {
        Files.writeString(root.resolve("a"), "old");
        try (ExportFiles refusing = files(ExportFiles.Existing.REFUSED)) {
            assertThatThrownBy(() -> append(refusing, "a", "new")).isInstanceOf(CommandFailed.class);
        }
        try (ExportFiles replacing = files(ExportFiles.Existing.REPLACED)) {
            append(replacing, "a", "new");
            replacing.commit();
        }

        assertThat(root.resolve("a")).hasContent("new");
    }
}
