package org.openrtpd.protocol.client;

import io.netty.buffer.ByteBuf;

/**
 * What a client asks for, and what it is granted: the body of ATTR (client leg, section 3).
 * Immutable. Seven words u32, eight in version 2:
 *
 * <pre>
 *   0 dasid | 4 pmask | 8 smask | 12 timeo | 16 block | 20 sndbuf | 24 rcvbuf | 28 commands
 * </pre>
 *
 * @param dasid the unit whose packets are wanted, in binary; 0 for all
 * @param pmask one bit for each packet type, see {@link Pmask}
 * @param smask bit i for stream index i; without effect when {@code dasid} is 0
 * @param timeo seconds without anything from the server after which the client gives up, u32
 * @param block echoed, means nothing to a server
 * @param sndbuf bytes of socket buffer wished for, 0 for the system's default
 * @param rcvbuf bytes of socket buffer wished for, 0 for the system's default
 * @param commands 1 when the client wants to send commands; 0 where the body has seven words
 * @param lengthBytes bytes of the body: 28 or 32; the answer has as many as the request
 */
public record ClientAttributes(int dasid, int pmask, int smask, int timeo, int block,
        int sndbuf, int rcvbuf, int commands, int lengthBytes) {

    /** Body of seven words. */
    public static final int SHORT_LENGTH = 28;

    /** Body of eight words. */
    public static final int LONG_LENGTH = 32;

    /** Least time-out granted, seconds; a client that is granted 0 ends at once. */
    public static final int LEAST_TIMEO = 30;

    private static final int WORD = 4;
    private static final int DASID_OFFSET = 0;
    private static final int PMASK_OFFSET = DASID_OFFSET + WORD;
    private static final int SMASK_OFFSET = PMASK_OFFSET + WORD;
    private static final int TIMEO_OFFSET = SMASK_OFFSET + WORD;
    private static final int BLOCK_OFFSET = TIMEO_OFFSET + WORD;
    private static final int SNDBUF_OFFSET = BLOCK_OFFSET + WORD;
    private static final int RCVBUF_OFFSET = SNDBUF_OFFSET + WORD;
    private static final int COMMANDS_OFFSET = RCVBUF_OFFSET + WORD;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    public ClientAttributes {
        if (!isLength(lengthBytes)) {
            throw new IllegalArgumentException("attributes of " + lengthBytes + " bytes");
        }
    }

    /** What the vendor's library asks for when its user says nothing: all units, no SPEC. */
    public static ClientAttributes libraryDefault() {
        return new ClientAttributes(0, 0xFFFE, 0xFF, LEAST_TIMEO, 1, 0, 0, 0, SHORT_LENGTH);
    }

    /** True for the two lengths that an ATTR body has, whatever the version. */
    static boolean isLength(int lengthBytes) {
        return lengthBytes == SHORT_LENGTH || lengthBytes == LONG_LENGTH;
    }

    /** Reads a body whose length {@link #isLength} has accepted and which is all there. */
    static ClientAttributes read(ByteBuf bytes, int start, int lengthBytes) {
        return new ClientAttributes(
                bytes.getInt(start + DASID_OFFSET),
                bytes.getInt(start + PMASK_OFFSET),
                bytes.getInt(start + SMASK_OFFSET),
                bytes.getInt(start + TIMEO_OFFSET),
                bytes.getInt(start + BLOCK_OFFSET),
                bytes.getInt(start + SNDBUF_OFFSET),
                bytes.getInt(start + RCVBUF_OFFSET),
                lengthBytes == LONG_LENGTH ? bytes.getInt(start + COMMANDS_OFFSET) : 0,
                lengthBytes);
    }

    /** Writes the body behind the writer index. */
    void write(ByteBuf stream) {
        stream.writeInt(dasid).writeInt(pmask).writeInt(smask).writeInt(timeo)
                .writeInt(block).writeInt(sndbuf).writeInt(rcvbuf);
        if (lengthBytes == LONG_LENGTH) {
            stream.writeInt(commands);
        }
    }

    /**
     * What a server grants, and echoes: only the bits that the version knows, and a time-out of at
     * least {@link #LEAST_TIMEO}. The rest is echoed as asked, and as long as asked.
     *
     * @see "client leg, section 3: clients take everything over from the echo"
     */
    public ClientAttributes granted(LegVersion version) {
        ClientAttributes masked = masked(version);
        boolean enough = Integer.compareUnsigned(masked.timeo, LEAST_TIMEO) >= 0;
        return enough ? masked : masked.withTimeo(LEAST_TIMEO);
    }

    private ClientAttributes masked(LegVersion version) {
        int word = version.wordMask();
        return new ClientAttributes(dasid & word, pmask & version.allTypes(), smask & word,
                timeo & word, block, sndbuf, rcvbuf, commands, lengthBytes);
    }

    /** The same with another time-out in seconds. */
    public ClientAttributes withTimeo(int seconds) {
        return new ClientAttributes(
                dasid, pmask, smask, seconds, block, sndbuf, rcvbuf, commands, lengthBytes);
    }

    /** The same, as long as a client of that version sends it and with no bits it does not know. */
    public ClientAttributes asked(LegVersion version) {
        ClientAttributes masked = masked(version);
        return new ClientAttributes(masked.dasid, masked.pmask, masked.smask, masked.timeo, block,
                sndbuf, rcvbuf, commands, version.attributesLength());
    }

    /** The time-out in nanoseconds. */
    public long timeoNanos() {
        return Integer.toUnsignedLong(timeo) * NANOS_PER_SECOND;
    }

    /** True when the client wants to send commands. */
    public boolean wantsCommands() {
        return commands == 1;
    }
}
