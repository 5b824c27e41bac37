package org.openrtpd.storage.journal;

import java.nio.file.Path;

/** Another process writes this journal. */
public final class JournalHeldException extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalHeldException(Path data, String holder) {
        super("the journal in " + data + " is being written by " + holder
                + "; one RTPD writes a data directory: stop that one, or use another --data");
    }
}
