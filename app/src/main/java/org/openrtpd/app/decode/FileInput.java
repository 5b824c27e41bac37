package org.openrtpd.app.decode;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of packets, one behind the other. */
final class FileInput implements PacketInput {

    private static final int BUFFER = 64 << 10;

    private final Path path;
    private final String name;

    FileInput(Path path, String name) {
        this.path = path;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void read(PacketVisitor visitor) throws IOException {
        try (InputStream stream = open()) {
            new PacketStream().read(stream, visitor);
        }
    }

    private InputStream open() throws IOException {
        try {
            return new BufferedInputStream(Files.newInputStream(path), BUFFER);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read " + name + ": there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException("cannot read " + name + ": it is not allowed", e);
        }
    }

    @Override
    public void keep() {
        // It stays where it is.
    }

    @Override
    public void close() {
        // Nothing is open between two readings.
    }
}
