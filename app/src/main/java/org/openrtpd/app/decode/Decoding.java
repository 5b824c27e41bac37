package org.openrtpd.app.decode;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes what inputs hold: for each its file line, then its packets, then its traces. */
final class Decoding {

    /** What is written. */
    enum Part {
        FILES,
        PACKETS,
        TRACES
    }

    /** Whether traces go on from one input into the next. */
    enum Scope {
        EACH_FILE,
        ALL_FILES
    }

    private final Set<Part> parts;
    private final Scope scope;
    private final JsonFields json;
    private final PacketLine line;
    private final TraceCollector traces;
    private final DecodedPacket decoded = new DecodedPacket();
    private boolean clean = true;

    Decoding(Set<Part> parts, Scope scope, TraceRules rules, JsonFields json) {
        this.parts = parts;
        this.scope = scope;
        this.json = json;
        this.line = new PacketLine(json);
        this.traces = new TraceCollector(rules);
    }

    /**
     * Writes everything about some inputs.
     *
     * @throws IOException when one cannot be read or the output not written; what was decoded
     *     before is written
     */
    void write(List<PacketInput> inputs) throws IOException {
        for (PacketInput input : inputs) {
            try (input) {
                write(input);
            }
        }
        if (scope == Scope.ALL_FILES) {
            traces.write(Optional.empty(), json);
        }
    }

    private void write(PacketInput input) throws IOException {
        if (parts.contains(Part.FILES)) {
            input.keep();
            FileSummary summary = new FileSummary();
            input.read(summary);
            summary.write(input.name(), json);
        }
        input.read(new Packets(input.name()));
        if (scope == Scope.EACH_FILE) {
            traces.write(Optional.of(input.name()), json);
        }
    }

    /** False when some packet had an error. */
    boolean isClean() {
        return clean;
    }

    /** The packets of one input. */
    private final class Packets implements PacketVisitor {

        private final String file;
        private long index;

        Packets(String file) {
            this.file = file;
        }

        @Override
        public void packet(ByteBuf packet, int start, int lengthBytes) throws IOException {
            decoded.of(packet, start, lengthBytes);
            clean &= decoded.errors().isEmpty();
            if (parts.contains(Part.PACKETS)) {
                line.write(file, index, decoded);
            }
            if (parts.contains(Part.TRACES)) {
                traces.add(decoded);
            }
            index++;
        }

        @Override
        public void other(OtherEntry entry) throws IOException {
            clean &= !entry.isDamaged();
            if (parts.contains(Part.PACKETS)) {
                json.beginLine("entry").text("file", file).number("index", entry.index())
                        .text("unit", entry.unit()).number("bytes", entry.lengthBytes())
                        .text("type", entry.kind())
                        .texts("errors", entry.isDamaged()
                                ? List.of("DAMAGED_ENTRY " + entry.defect()) : List.of())
                        .endLine();
            }
        }
    }
}
