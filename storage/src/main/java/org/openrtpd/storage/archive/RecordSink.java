package org.openrtpd.storage.archive;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Takes records, one by one: an archive's next commit, a file of its own, standard output. */
@FunctionalInterface
public interface RecordSink {

    /**
     * Adds bytes at the end of a file, which is made when it is not there.
     *
     * @param path of the file in an archive, from its root, with slashes; who writes no tree of files
     *     pays no heed to it
     * @param from holds the record, {@code length} bytes from {@code start} on; used again afterwards
     * @throws IOException when the file cannot be written or looked at
     */
    void append(String path, ByteBuf from, int start, int length) throws IOException;
}
