package org.openrtpd.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody looks at what a program prints. */
public final class Terminal {

    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private Terminal() {}

    /** True when standard output goes to a terminal. */
    public static boolean isOutput() {
        return isTerminal(STDOUT);
    }

    /** True when standard error goes to a terminal. */
    public static boolean isError() {
        return isTerminal(STDERR);
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // Not a Linux: the JDK knows only of both streams together, and newer ones less.
            return System.console() != null;
        }
    }
}
