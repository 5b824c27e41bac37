package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What one commit does to one file: it grows, and may get another name. */
final class FileChange {

    /** Length before the commit of a file that the commit makes. */
    static final long NEW = -1;

    private final String pathBefore;
    private final long lengthBefore;
    private final ByteBuf added = Unpooled.buffer();
    private String path;

    FileChange(String path, long lengthBefore) {
        this.pathBefore = path;
        this.path = path;
        this.lengthBefore = lengthBefore;
    }

    boolean isNew() {
        return lengthBefore == NEW;
    }

    boolean isMoved() {
        return !isNew() && !path.equals(pathBefore);
    }

    /** Where the file is before the commit, from the root. */
    String pathBefore() {
        return pathBefore;
    }

    /** Where the file is after the commit, from the root. */
    String path() {
        return path;
    }

    void moveTo(String to) {
        path = to;
    }

    long lengthBefore() {
        return lengthBefore;
    }

    ByteBuf added() {
        return added;
    }
}
