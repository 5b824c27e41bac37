package org.openrtpd.protocol.session;

/**
 * How far the packets of one (unit, epoch) have come. It outlives sessions, and the server itself:
 * it is rebuilt from the journal (recorder leg, section 3).
 *
 * <p>Invariant: {@code durable <= next} (modulo 2^32). Acknowledgements carry {@code durable}.
 */
final class Numbering {

    final UnitState unit;
    final int epoch;

    /** Next number to append; all before it are in the journal. */
    int next;

    /** Next number to acknowledge; all before it survive what the durability mode promises. */
    int durable;

    Numbering(UnitState unit, int epoch, int next) {
        this.unit = unit;
        this.epoch = epoch;
        this.next = next;
        this.durable = next;
    }
}
