package org.openrtpd.app.ops;

/** An event loop did not tell what only it knows. */
public final class LoopSilentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoopSilentException(String message) {
        super(message);
    }
}
