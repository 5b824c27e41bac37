package org.openrtpd.protocol.status;

/**
 * Answer to SS AQ: whether the recorder records (record format, appendix A). A missing number is
 * {@link StatusNumber#MISSING}.
 *
 * @param timeNanos when, nanoseconds since 1970 UTC, or {@code PacketTime.NO_TIME}
 * @param requested the recorder's letter for whether it was told to record
 * @param active the recorder's letter for whether it does
 * @param eventCount events so far
 * @param eventInProgress the recorder's two characters for the streams with an open event
 * @param ramTotalKilobytes size of its memory
 * @param ramUsedKilobytes in use
 * @param ramAvailableKilobytes free
 */
public record AcquisitionStatus(
        long timeNanos, char requested, char active, int eventCount, String eventInProgress,
        int ramTotalKilobytes, int ramUsedKilobytes, int ramAvailableKilobytes) {

    /**
     * Reads a response.
     *
     * @throws IllegalStateException when the frame is none of type {@link StatusType#AQ}
     */
    public static AcquisitionStatus of(StatusFrame response) {
        StatusText text = response.statusText(StatusType.AQ);
        return new AcquisitionStatus(text.time(), text.letter(), text.letter(), text.whole(6),
                text.field(2), text.whole(6), text.whole(6), text.whole(6));
    }
}
