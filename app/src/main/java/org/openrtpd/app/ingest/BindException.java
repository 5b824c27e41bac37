package org.openrtpd.app.ingest;

/** An address cannot be listened on; the text says which and why. */
public final class BindException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BindException(String message) {
        super(message);
    }
}
