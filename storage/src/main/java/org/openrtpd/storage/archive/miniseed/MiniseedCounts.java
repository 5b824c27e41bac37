package org.openrtpd.storage.archive.miniseed;

import io.netty.buffer.ByteBuf;

/** Packets that did not simply go into records, by reason; of all time that an archive exists. */
final class MiniseedCounts {

    static final int NOT_DECODED = 0;
    static final int WITHOUT_TIME = 1;
    static final int WITHOUT_RATE = 2;
    static final int DAMAGED = 3;
    static final int DUPLICATES = 4;
    static final int LATE = 5;
    static final int EMPTY = 6;
    static final int UNMAPPED = 7;

    private static final String[] WORDS = {
        "not decodable", "without a time", "written without a rate", "damaged", "there already",
        "late", "without samples", "under fallback names"
    };

    private final long[] counts = new long[WORDS.length];

    void add(int reason) {
        counts[reason]++;
    }

    void save(ByteBuf state) {
        for (long count : counts) {
            state.writeLong(count);
        }
    }

    void restore(ByteBuf state) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = state.readLong();
        }
    }

    /** "; packets not decodable 3, late 1"; empty when there are none. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                text.append(text.length() == 0 ? "; packets " : ", ").append(WORDS[i]).append(' ')
                        .append(counts[i]);
            }
        }
        return text.toString();
    }
}
