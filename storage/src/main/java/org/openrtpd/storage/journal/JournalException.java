package org.openrtpd.storage.journal;

/** The journal cannot be opened, read or written; the text says which file, and what to do. */
public class JournalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
