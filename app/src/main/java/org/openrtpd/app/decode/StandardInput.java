package org.openrtpd.app.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Standard input, read as it comes; a copy on disk is made only when it is needed twice. */
final class StandardInput implements PacketInput {

    /** What stands for it on the command line. */
    static final String NAME = "-";

    private final InputStream stream;
    private Optional<Path> copy = Optional.empty();

    StandardInput(InputStream stream) {
        this.stream = stream;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void read(PacketVisitor visitor) throws IOException {
        if (copy.isPresent()) {
            new FileInput(copy.get(), NAME).read(visitor);
        } else {
            new PacketStream().read(stream, visitor);
        }
    }

    @Override
    public void keep() throws IOException {
        copy = Optional.of(Files.createTempFile("rtpd-decode-", ".packets"));
        Files.copy(stream, copy.get(), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        if (copy.isPresent()) {
            Files.deleteIfExists(copy.get());
        }
    }
}
