package org.openrtpd.storage.archive;

/**
 * An archive cannot be opened, for a reason that waiting does not mend; the text says what to do.
 */
public final class ArchiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ArchiveException(String message) {
        super(message);
    }

    /** The state of an archive was saved by another version of this program. */
    public static ArchiveException otherVersion(String format, int version) {
        return new ArchiveException("the state of this " + format + " archive has version "
                + version + ", which this program does not know; go on with the program that wrote"
                + " it, or begin an archive in another directory, which takes in all that the"
                + " journal still has");
    }
}
