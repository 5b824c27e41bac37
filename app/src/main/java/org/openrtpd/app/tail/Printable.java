package org.openrtpd.app.tail;

/** Text of a recorder without what would steer a terminal: a '?' for all but printable ASCII. */
public final class Printable {

    private Printable() {}

    public static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return printable.toString();
    }
}
