package org.openrtpd.protocol.parameters;

/**
 * Where a setting stands in a trigger description (record format, section 8.2).
 *
 * @param field which it is
 * @param offset bytes from the beginning of the description
 * @param length bytes of one value
 * @param count values in a row; more than one for lists
 */
public record TriggerColumn(TriggerField field, int offset, int length, int count) {

    static TriggerColumn one(TriggerField field, int offset, int length) {
        return new TriggerColumn(field, offset, length, 1);
    }

    /** True when this is a row of values. */
    public boolean isList() {
        return count > 1;
    }
}
