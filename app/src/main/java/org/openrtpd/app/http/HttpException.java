package org.openrtpd.app.http;

/** HTTP cannot be served; the text says why and what to do. */
public final class HttpException extends RuntimeException {

    /** What stands in the way. */
    public enum Kind {
        /** The address: somebody else has it, or there is no such host. */
        ADDRESS,
        /** A file that a setting names: a certificate, a key or a secret. */
        SETTING
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    HttpException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** What stands in the way. */
    public Kind kind() {
        return kind;
    }
}
