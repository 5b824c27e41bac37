package org.openrtpd.app.decode;

/**
 * Text of a packet within an error, in quotes and with everything unprintable escaped: 'abc',
 * "don't", 'a\x00b'. The form is Python's, whose reference decoder writes the same errors.
 */
final class QuotedText {

    private static final int FIRST_PRINTABLE_LATIN = 0xA1;
    private static final int SOFT_HYPHEN = 0xAD;

    private QuotedText() {}

    static String of(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        for (int i = 0; i < text.length(); i++) {
            append(quoted, text.charAt(i), quote);
        }
        return quoted.append(quote).toString();
    }

    private static void append(StringBuilder quoted, char c, char quote) {
        switch (c) {
            case '\\' -> quoted.append("\\\\");
            case '\t' -> quoted.append("\\t");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            default -> {
                if (c == quote) {
                    quoted.append('\\').append(c);
                } else if (isPrintable(c)) {
                    quoted.append(c);
                } else {
                    quoted.append(String.format("\\x%02x", (int) c));
                }
            }
        }
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c <= '~' || c >= FIRST_PRINTABLE_LATIN && c != SOFT_HYPHEN;
    }
}
