package org.openrtpd.protocol.station;

import java.util.Locale;

/** What each of the four codes of a name may look like: lengths are those of miniSEED 2. */
public enum CodeRule {

    NETWORK(1, 2, "1 or 2"),
    STATION(1, 5, "1 to 5"),
    LOCATION(0, 2, "at most 2"),
    CHANNEL(3, 3, "exactly 3");

    private final int shortest;
    private final int longest;
    private final String lengths;

    CodeRule(int shortest, int longest, String lengths) {
        this.shortest = shortest;
        this.longest = longest;
        this.lengths = lengths;
    }

    /**
     * Checks a code.
     *
     * @return the code
     * @throws IllegalArgumentException with the code, what is wrong with it and what is allowed
     */
    public String check(String code) {
        if (fits(code)) {
            return code;
        }
        String upper = code.toUpperCase(Locale.ROOT);
        String instead = fits(upper) ? "; write '" + upper + "'" : "";
        throw new IllegalArgumentException(
                "'" + code + "' is no " + word() + " code: it has " + allowed() + instead);
    }

    /** What is allowed, for people: "1 or 2 of the capital letters A to Z and digits". */
    public String allowed() {
        return lengths + " of the capital letters A to Z and digits";
    }

    /** True when a code is as this rule wants it. */
    boolean fits(String code) {
        if (code.length() < shortest || code.length() > longest) {
            return false;
        }
        for (int i = 0; i < code.length(); i++) {
            if (!isCodeCharacter(code.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A recorder's text as a code: in capitals, and without what no code may have. */
    static String clean(String text) {
        StringBuilder code = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            // By hand: Unicode makes capitals A to Z of letters that are none of a to z.
            char capital = letter >= 'a' && letter <= 'z' ? (char) (letter - 'a' + 'A') : letter;
            if (isCodeCharacter(capital)) {
                code.append(capital);
            }
        }
        return code.toString();
    }

    private static boolean isCodeCharacter(char letter) {
        return letter >= 'A' && letter <= 'Z' || letter >= '0' && letter <= '9';
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
