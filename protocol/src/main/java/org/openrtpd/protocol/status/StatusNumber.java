package org.openrtpd.protocol.status;

/** Whole numbers of a status; decimal ones that are missing are NaN. */
public final class StatusNumber {

    /** Stands where a response has no number. */
    public static final int MISSING = Integer.MIN_VALUE;

    private StatusNumber() {}
}
