package org.openrtpd.app.station;

/** There is no station map to start with; the text says every reason, with file and line. */
public final class StationFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StationFileException(String message) {
        super(message);
    }
}
