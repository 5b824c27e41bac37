package org.openrtpd.storage.archive;

import java.io.IOException;

/** A tree of files that an archive is written to: files grow, and get their final name. */
public interface ArchiveSink extends RecordSink {

    /** True when a file has that name. */
    boolean isTaken(String path);

    /**
     * Gives a file another name.
     *
     * @throws IllegalStateException when that name is taken
     * @throws IOException when the files cannot be looked at
     */
    void move(String from, String to) throws IOException;
}
