package org.openrtpd.protocol.parameters;

import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.record.TextField;

/**
 * What the trigger of a stream is set to: 162 characters of a DS packet (record format, section
 * 8.2). Settings that its type does not have are empty.
 */
public final class TriggerDescription {

    static final int LENGTH = 162;

    private final TriggerType type;
    private final String description;

    TriggerDescription(TriggerType type, String description) {
        this.type = type;
        this.description = description;
    }

    public TriggerType type() {
        return type;
    }

    /** A single setting without its padding; empty when unset, or when the type has none such. */
    public String text(TriggerField field) {
        for (TriggerColumn column : type.columns()) {
            if (column.field() == field && !column.isList()) {
                return value(column, 0);
            }
        }
        return "";
    }

    /** A list setting, as many values as it has places; empty when the type has none such. */
    public List<String> list(TriggerField field) {
        List<String> values = new ArrayList<>();
        for (TriggerColumn column : type.columns()) {
            if (column.field() == field && column.isList()) {
                for (int i = 0; i < column.count(); i++) {
                    values.add(value(column, i));
                }
            }
        }
        return values;
    }

    /** The channels an EVT looks at, a character each: the place is the channel. */
    public String triggerChannels() {
        return type == TriggerType.EVT ? description.substring(0, 16) : "";
    }

    private String value(TriggerColumn column, int index) {
        int from = column.offset() + index * column.length();
        return TextField.trimmed(description.substring(from, from + column.length()));
    }
}
