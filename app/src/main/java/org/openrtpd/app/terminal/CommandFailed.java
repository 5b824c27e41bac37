package org.openrtpd.app.terminal;

/** A command could not do its work; the text is all that the user needs to know. */
public final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CommandFailed(String message) {
        super(message);
    }
}
