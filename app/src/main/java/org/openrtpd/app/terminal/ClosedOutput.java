package org.openrtpd.app.terminal;

import java.io.IOException;

/** What it means when output cannot be written: who read it has gone, or it was cut short. */
public final class ClosedOutput {

    private ClosedOutput() {}

    /**
     * 0 when the reader has gone, as head does when it has seen enough.
     *
     * @throws CommandFailed for any other reason, such as a full disk
     */
    public static int exitCode(IOException cause) {
        if (isReaderGone(cause)) {
            return 0;
        }
        throw new CommandFailed("the output could not be written and is cut short: " + cause.getMessage());
    }

    /** True when who read the output has gone. */
    public static boolean isReaderGone(IOException cause) {
        return String.valueOf(cause.getMessage()).contains("Broken pipe");
    }
}
