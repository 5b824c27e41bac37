package org.openrtpd.protocol.record;

/** How the samples of a DT packet are written: its byte 23 (record format, section 4.2). */
public enum DataFormat {
    INT16(0x16, "16", 500),
    INT32(0x32, "32", 250),
    /** 32-bit with overscale bits. */
    INT32_OVERSCALE(0x33, "33", 250),
    STEIM1(0xC0, "C0", 892),
    /** Steim1, overscale bits after decompression. */
    STEIM1_OVERSCALE(0xC1, "C1", 892),
    STEIM2(0xC2, "C2", 1561),
    /** Steim2, overscale bits after decompression. */
    STEIM2_OVERSCALE(0xC3, "C3", 1561),
    /** A byte that is none of these: the packet is kept, its samples are not read. */
    UNKNOWN(-1, "unknown", 0);

    private final int code;
    private final String label;
    private final int maxSamples;

    DataFormat(int code, String label, int maxSamples) {
        this.code = code;
        this.label = label;
        this.maxSamples = maxSamples;
    }

    /** The byte in the packet. */
    public int code() {
        return code;
    }

    /** The field's name for it: "C0". */
    public String label() {
        return label;
    }

    /** How many samples one packet holds at most. */
    public int maxSamples() {
        return maxSamples;
    }

    /** True where the data area holds Steim frames, and not plain numbers. */
    public boolean isCompressed() {
        return switch (this) {
            case STEIM1, STEIM1_OVERSCALE, STEIM2, STEIM2_OVERSCALE -> true;
            case INT16, INT32, INT32_OVERSCALE, UNKNOWN -> false;
        };
    }

    /** True where bits 28-30 of a sample tell of overscale (record format, section 4.9). */
    public boolean hasOverscaleBits() {
        return this == INT32_OVERSCALE || this == STEIM1_OVERSCALE || this == STEIM2_OVERSCALE;
    }

    /** Bytes of one plain sample: 2 or 4; 0 where samples have no length of their own. */
    public int sampleBytes() {
        return switch (this) {
            case INT16 -> Short.BYTES;
            case INT32, INT32_OVERSCALE -> Integer.BYTES;
            case STEIM1, STEIM1_OVERSCALE, STEIM2, STEIM2_OVERSCALE, UNKNOWN -> 0;
        };
    }

    /** Format for the raw byte 23; {@link #UNKNOWN} when it is not defined. */
    public static DataFormat of(int code) {
        return switch (code) {
            case 0x16 -> INT16;
            case 0x32 -> INT32;
            case 0x33 -> INT32_OVERSCALE;
            case 0xC0 -> STEIM1;
            case 0xC1 -> STEIM1_OVERSCALE;
            case 0xC2 -> STEIM2;
            case 0xC3 -> STEIM2_OVERSCALE;
            default -> UNKNOWN;
        };
    }
}
