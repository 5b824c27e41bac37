package org.openrtpd.storage.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What was learnt from the journal up to an index, kept beside it so that a start need not read all
 * of it again. A missing, old or damaged checkpoint costs time, never correctness.
 *
 * <pre>
 *   openrtpd-checkpoint 1
 *   entry DECIMAL HEX                   index and CRC of the last entry taken in
 *   UNIT EPOCH NEXT                     hex, hex, decimal; a line for each numbering
 *   crc HEX                             CRC-32C of all bytes before this line
 * </pre>
 */
final class Checkpoint {

    private static final String TITLE = "openrtpd-checkpoint 1";

    private final Path file;

    Checkpoint(Path data) {
        this.file = JournalFiles.checkpoint(data);
    }

    /**
     * The entry that a checkpoint was made behind. Its CRC tells whether the journal still has that
     * entry, and not another one that got its index after a power loss.
     */
    record Place(long index, int entryCrc) {}

    /** Writes it in one step: a reader finds the old one or the new one. */
    void write(Place place, Numberings numberings) throws IOException {
        StringBuilder text = new StringBuilder(TITLE)
                .append("\nentry ").append(place.index).append(' ')
                .append(Integer.toHexString(place.entryCrc)).append('\n');
        for (Numberings.Numbering n : numberings.all()) {
            text.append(Integer.toHexString(n.unit())).append(' ')
                    .append(Integer.toHexString(n.epoch())).append(' ')
                    .append(Integer.toUnsignedString(n.next())).append('\n');
        }
        String crc = crc(text);
        text.append("crc ").append(crc).append('\n');
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.US_ASCII);
        JournalFiles.force(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads it.
     *
     * @return the place, or empty when there is no usable checkpoint; {@code into} is filled only
     *     when there is one
     */
    Optional<Place> read(Numberings into) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int last = lines.size() - 1;
        if (last < 2 || !lines.get(0).equals(TITLE) || !isWhole(lines, last)) {
            return Optional.empty();
        }
        for (String line : lines.subList(2, last)) {
            String[] words = line.split(" ");
            into.set(Integer.parseUnsignedInt(words[0], 16), Integer.parseUnsignedInt(words[1], 16),
                    Integer.parseUnsignedInt(words[2]));
        }
        String[] entry = lines.get(1).split(" ");
        return Optional.of(
                new Place(Long.parseLong(entry[1]), Integer.parseUnsignedInt(entry[2], 16)));
    }

    /** Removes one that does not fit the journal, so that it is never believed later. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
        JournalFiles.force(file.getParent());
    }

    private static boolean isWhole(List<String> lines, int last) {
        StringBuilder text = new StringBuilder();
        lines.subList(0, last).forEach(line -> text.append(line).append('\n'));
        return lines.get(last).equals("crc " + crc(text));
    }

    private static String crc(CharSequence text) {
        CRC32C crc = new CRC32C();
        crc.update(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(crc.getValue());
    }
}
