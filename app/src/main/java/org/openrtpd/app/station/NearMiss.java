package org.openrtpd.app.station;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word that somebody meant who wrote another one. */
final class NearMiss {

    private static final int MOST_EDITS = 2;

    private NearMiss() {}

    /** What to add to a complaint about a word: "; did you mean 'station'?", or nothing. */
    static String hint(String word, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .filter(candidate -> edits(word, candidate) <= allowed(candidate)
                        || sorted(word).equals(sorted(candidate)))
                .min(Comparator.comparingInt(candidate -> edits(word, candidate)));
        return nearest.map(meant -> "; did you mean '" + meant + "'?").orElse("");
    }

    /** Two edits make any short word of any other. */
    private static int allowed(String candidate) {
        return Math.min(MOST_EDITS, candidate.length() / 2 - 1);
    }

    /** The same for words of the same letters: form is from. */
    private static String sorted(String word) {
        char[] letters = word.toCharArray();
        Arrays.sort(letters);
        return String.valueOf(letters);
    }

    /** Letters to put in, take out or change, until one word is the other. */
    private static int edits(String word, String candidate) {
        if (Math.abs(word.length() - candidate.length()) > MOST_EDITS) {
            return Integer.MAX_VALUE;
        }
        int[] above = new int[candidate.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= word.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = word.charAt(i - 1) == candidate.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[candidate.length()];
    }
}
