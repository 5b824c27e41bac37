package org.openrtpd.watchdog.judge;

import java.util.OptionalInt;

/**
 * How a process ended.
 *
 * @param code its exit code; empty for one that was adopted, which only its parent is told
 */
public record Exit(OptionalInt code) {

    /** The process was not this one's child. */
    public static final Exit UNKNOWN = new Exit(OptionalInt.empty());

    static final int WRONG_USAGE = 2;
    static final int JOURNAL_HELD = 3;
    static final int ADDRESS_IN_USE = 4;
    static final int NO_JOURNAL = 5;

    private static final int SIGNAL = 128;
    private static final int SIGNALS = 65;

    /** A process that gave an exit code. */
    public static Exit of(int code) {
        return new Exit(OptionalInt.of(code));
    }

    /** Whether a start that ended like that ends so again, until somebody changes something. */
    boolean isUncured() {
        return code.isPresent() && code.getAsInt() >= WRONG_USAGE && code.getAsInt() <= NO_JOURNAL;
    }

    /** The end and what it means, for people. */
    public String meaning() {
        if (code.isEmpty()) {
            return "it ended, with an exit code that only its first parent knew";
        }
        int number = code.getAsInt();
        if (number > SIGNAL && number < SIGNAL + SIGNALS) {
            return "it was ended by signal " + (number - SIGNAL);
        }
        return "it ended with " + number + ": " + switch (number) {
            case 0 -> "somebody else asked it to end";
            case WRONG_USAGE -> "its options or its configuration are wrong";
            case JOURNAL_HELD -> "another process writes its journal";
            case ADDRESS_IN_USE -> "another process has its address";
            case NO_JOURNAL -> "its journal cannot be opened, as on a disk that is full or read-only";
            default -> "it failed";
        };
    }
}
