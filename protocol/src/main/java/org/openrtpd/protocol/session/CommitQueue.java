package org.openrtpd.protocol.session;

import org.openrtpd.protocol.recorder.Seq;

/**
 * Packets that are appended and not yet durable, oldest first: a ring of parallel arrays, so that a
 * packet costs no object. It grows up to its limit and then refuses.
 */
final class CommitQueue {

    private static final int FIRST_CAPACITY = 1024;

    private final int limit;
    private Numbering[] numberings;
    private int[] nexts;
    private long[] positions;
    private int head;
    private int size;

    CommitQueue(int limit) {
        this.limit = limit;
        int capacity = Math.min(FIRST_CAPACITY, limit);
        numberings = new Numbering[capacity];
        nexts = new int[capacity];
        positions = new long[capacity];
    }

    boolean isFull() {
        return size == limit;
    }

    /** Notes that {@code numbering} reaches {@code next} once {@code position} is durable. */
    void add(Numbering numbering, int next, long position) {
        if (isFull()) {
            throw new IllegalStateException("more than " + limit + " packets wait for a commit");
        }
        if (size == positions.length) {
            grow();
        }
        int at = (head + size) % positions.length;
        numberings[at] = numbering;
        nexts[at] = next;
        positions[at] = position;
        size++;
    }

    /** True when the oldest entry is durable once everything up to {@code position} is. */
    boolean hasUpTo(long position) {
        return size > 0 && positions[head] <= position;
    }

    /** Takes the oldest entry off and moves its numbering on. */
    Numbering commitOldest() {
        Numbering numbering = numberings[head];
        // A gap may have moved the numbering further already.
        if (Seq.isBefore(numbering.durable, nexts[head])) {
            numbering.durable = nexts[head];
        }
        numberings[head] = null;
        head = (head + 1) % positions.length;
        size--;
        return numbering;
    }

    private void grow() {
        int capacity = (int) Math.min(limit, positions.length * 2L);
        Numbering[] newNumberings = new Numbering[capacity];
        int[] newNexts = new int[capacity];
        long[] newPositions = new long[capacity];
        for (int i = 0; i < size; i++) {
            int from = (head + i) % positions.length;
            newNumberings[i] = numberings[from];
            newNexts[i] = nexts[from];
            newPositions[i] = positions[from];
        }
        numberings = newNumberings;
        nexts = newNexts;
        positions = newPositions;
        head = 0;
    }
}
