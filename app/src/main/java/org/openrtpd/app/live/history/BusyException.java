package org.openrtpd.app.live.history;

/** Too many want to read at a time; somebody who asks again later gets an answer. */
public final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is busy. */
    public BusyException(String message) {
        super(message, null, false, false);
    }
}
