package org.openrtpd.app.bench.load;

/** The load could not be put on the server; the text says what that means. */
public final class LoadFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoadFailed(String message) {
        super(message);
    }
}
