package org.openrtpd.app.http;

/** HTTP cannot be served; the text says why and what to do. */
public final class HttpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HttpException(String message, Throwable cause) {
        super(message, cause);
    }
}
