package org.openrtpd.protocol.record;

/**
 * The type of a recording packet: its first two bytes, ASCII, case sensitive (record format,
 * sections 1 and 3).
 */
public enum PacketType {
    AD("auxiliary data parameters"),
    CD("calibration parameters"),
    DS("data stream parameters"),
    DT("data"),
    EH("event header"),
    ET("event trailer"),
    FD("filter description"),
    OM("operating mode"),
    SC("station and channel parameters"),
    SH("state of health"),
    /** Disk directory of older recorders: stored, not decoded. */
    DR("disk directory"),
    /** Network event header of older recorders: stored, not decoded. */
    NH("network event header"),
    /** Network event trailer of older recorders: stored, not decoded. */
    NT("network event trailer"),
    /** Any other two bytes: stored, not decoded. */
    UNKNOWN("unknown");

    private static final PacketType[] BY_LETTERS = byLetters();

    private final String meaning;

    PacketType(String meaning) {
        this.meaning = meaning;
    }

    /** What such a packet is, for people. */
    public String meaning() {
        return meaning;
    }

    /** True for the three that carry an event, a stream and a format at offsets 16-23. */
    public boolean hasExtendedHeader() {
        return this == DT || this == EH || this == ET;
    }

    /** The two letters as one big-endian number, the way they stand in the packet. */
    public int letters() {
        return name().charAt(0) << 8 | name().charAt(1);
    }

    /** Type for the first two bytes of a packet; {@link #UNKNOWN} when they are no known type. */
    public static PacketType of(int letters) {
        int index = index(letters >> 8) * 26 + index(letters & 0xFF);
        return index < 0 || index >= BY_LETTERS.length ? UNKNOWN : BY_LETTERS[index];
    }

    private static int index(int letter) {
        return letter < 'A' || letter > 'Z' ? Short.MIN_VALUE : letter - 'A';
    }

    private static PacketType[] byLetters() {
        PacketType[] table = new PacketType[26 * 26];
        java.util.Arrays.fill(table, UNKNOWN);
        for (PacketType type : values()) {
            if (type != UNKNOWN) {
                table[index(type.letters() >> 8) * 26 + index(type.letters() & 0xFF)] = type;
            }
        }
        return table;
    }
}
