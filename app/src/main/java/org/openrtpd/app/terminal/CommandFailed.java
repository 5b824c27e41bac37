package org.openrtpd.app.terminal;

/** A command could not do its work; the text is all that the user needs to know. */
public final class CommandFailed extends RuntimeException {

    /** Exit code when nothing more is known. */
    public static final int FAILED = 1;
    /** Exit code when a setting makes no sense, or what it names cannot be used. */
    public static final int WRONG_USAGE = 2;
    /** Exit code when another process writes the journal. */
    public static final int JOURNAL_HELD = 3;
    /** Exit code when the address cannot be listened on. */
    public static final int NO_ADDRESS = 4;

    /** Exit code when the journal cannot be opened: disk full or read-only, no permission. */
    public static final int NO_JOURNAL = 5;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public CommandFailed(String message) {
        this(message, FAILED);
    }

    /** The same, with an exit code that programs act on. */
    public CommandFailed(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The exit code that the command ends with. */
    public int exitCode() {
        return exitCode;
    }
}
