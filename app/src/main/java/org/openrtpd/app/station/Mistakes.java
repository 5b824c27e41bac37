package org.openrtpd.app.station;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with a station file, line by line; a bounded number is kept, all are counted. */
final class Mistakes {

    /** More would hide the first ones, which are often the cause of the others. */
    static final int MOST_SAID = 20;

    private record Mistake(int line, String text) {}

    private final List<Mistake> kept = new ArrayList<>();
    private int count;

    /** Adds a mistake; {@code line} counts from 1, 0 is for the file as a whole. */
    void add(int line, String text) {
        count++;
        if (kept.size() < MOST_SAID) {
            kept.add(new Mistake(line, text));
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** A text for each, by line, as {@code stations.toml:12: ...}, and how many more there are. */
    List<String> texts(String file) {
        List<String> texts = new ArrayList<>();
        kept.stream().sorted(Comparator.comparingInt(Mistake::line)).forEach(mistake -> texts.add(
                file + (mistake.line() > 0 ? ":" + mistake.line() : "") + ": " + mistake.text()));
        if (count > kept.size()) {
            texts.add(file + ": and " + (count - kept.size()) + " mistakes more");
        }
        return texts;
    }
}
