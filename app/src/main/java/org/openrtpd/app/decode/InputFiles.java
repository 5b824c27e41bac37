package org.openrtpd.app.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a command line names: files, standard input, and archives of files. */
public final class InputFiles {

    /** ROOT/YYYYDDD/UUUU/S/HHMMSSmmm_LLLLLLLL (record format, section 14). */
    private static final Pattern ARCHIVE_FILE = Pattern.compile("[0-9]{9}_[0-9A-Fa-f]{8}");

    private InputFiles() {}

    /**
     * The inputs in the order of the command line; the files of an archive by their names, which is
     * by day, unit, stream and time.
     *
     * @throws IOException when a directory cannot be read, or holds no file of an archive
     */
    public static List<PacketInput> of(List<String> names, InputStream standardInput) throws IOException {
        List<PacketInput> inputs = new ArrayList<>();
        for (String name : names) {
            Path path = Path.of(name);
            if (name.equals(StandardInput.NAME)) {
                inputs.add(new StandardInput(standardInput));
            } else if (Files.isDirectory(path)) {
                int before = inputs.size();
                addArchive(path, inputs);
                if (inputs.size() == before) {
                    throw new IOException(name + " holds no file of an archive; they are called"
                            + " YYYYDDD/UUUU/S/HHMMSSmmm_LLLLLLLL");
                }
            } else {
                inputs.add(new FileInput(path, name));
            }
        }
        return inputs;
    }

    private static void addArchive(Path directory, List<PacketInput> inputs) throws IOException {
        List<Path> children;
        try (Stream<Path> all = Files.list(directory)) {
            children = all.sorted().toList();
        }
        for (Path child : children) {
            if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                addArchive(child, inputs);
            } else if (ARCHIVE_FILE.matcher(child.getFileName().toString()).matches()) {
                inputs.add(new FileInput(child, child.toString()));
            }
        }
    }
}
