package org.openrtpd.app.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.openrtpd.app.terminal.IsoTime;
import org.openrtpd.protocol.record.Bcd;

/** Lines of JSON, an object each, with the ways of a packet to say "no value" as null. */
public final class JsonFields {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;

    public JsonFields(OutputStream out) throws IOException {
        json = FACTORY.createGenerator(out);
        json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
        json.setRootValueSeparator(null);
    }

    /** Lines that compare as text with those of the independent decoder. */
    static JsonFields spaced(OutputStream out) throws IOException {
        JsonFields fields = new JsonFields(out);
        fields.json.setPrettyPrinter(new Spaced());
        return fields;
    }

    /** Blanks behind commas and colons. */
    private static final class Spaced extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        Spaced() {
            super("");
        }

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator to) throws IOException {
            to.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator to) throws IOException {
            to.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator to) throws IOException {
            to.writeRaw(", ");
        }
    }

    /** Begins the line of a record of a kind. */
    public JsonFields beginLine(String record) throws IOException {
        return beginLine().text("rec", record);
    }

    /** Begins a line that has no kind. */
    public JsonFields beginLine() throws IOException {
        json.writeStartObject();
        return this;
    }

    public void endLine() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    /** Hands everything over to the stream, which is not flushed. */
    public void flush() throws IOException {
        json.flush();
    }

    /** The generator itself, for values that stand in no field. */
    public JsonGenerator values() {
        return json;
    }

    public JsonFields text(String name, String value) throws IOException {
        json.writeStringField(name, value);
        return this;
    }

    public JsonFields flag(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
        return this;
    }

    public JsonFields number(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    public JsonFields number(String name, double value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    public JsonFields nothing(String name) throws IOException {
        json.writeNullField(name);
        return this;
    }

    /** A number in decimal digits, null when a nibble is none. */
    public JsonFields decimal(String name, int value) throws IOException {
        return value == Bcd.NOT_DECIMAL ? nothing(name) : number(name, value);
    }

    /** A stream or channel as users count it. */
    public JsonFields oneBased(String name, int index) throws IOException {
        return index == Bcd.NOT_DECIMAL ? nothing(name) : number(name, index + 1);
    }

    /** A time with milliseconds, null when there is none. */
    public JsonFields time(String name, long nanos) throws IOException {
        return text(name, IsoTime.millis(nanos));
    }

    public JsonFields texts(String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
        return this;
    }

    public JsonFields numbers(String name, List<Integer> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (int value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
        return this;
    }
}
