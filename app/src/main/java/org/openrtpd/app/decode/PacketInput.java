package org.openrtpd.app.decode;

import java.io.IOException;

/** Where packets come from: a file, standard input, a journal. */
public interface PacketInput extends AutoCloseable {

    /** What it is called in the output. */
    String name();

    /**
     * Gives everything to a visitor. May be called again when {@link #keep} was called before.
     *
     * @throws IOException when it cannot be read, or the visitor cannot write
     */
    void read(PacketVisitor visitor) throws IOException;

    /** Says that it will be read more than once. */
    void keep() throws IOException;

    @Override
    void close() throws IOException;
}
