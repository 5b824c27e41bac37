package org.openrtpd.protocol.status;

/**
 * Answer to SS DK: both disks (record format, appendix A). A missing number is {@link
 * StatusNumber#MISSING}.
 *
 * @param timeNanos when, nanoseconds since 1970 UTC, or {@code PacketTime.NO_TIME}
 * @param first disk 1
 * @param second disk 2
 * @param currentDisk which one is written to, 1 or 2
 * @param wrapEnabled Y or N
 * @param wrapCount how often writing began anew
 */
public record DiskStatus(
        long timeNanos, Disk first, Disk second, int currentDisk, char wrapEnabled, int wrapCount) {

    /**
     * One disk.
     *
     * @param totalMegabytes size
     * @param usedMegabytes in use
     * @param availableMegabytes free
     */
    public record Disk(int totalMegabytes, int usedMegabytes, int availableMegabytes) {

        private static Disk of(StatusText text) {
            return new Disk(text.whole(6), text.whole(6), text.whole(6));
        }
    }

    /**
     * Reads a response.
     *
     * @throws IllegalStateException when the frame is none of type {@link StatusType#DK}
     */
    public static DiskStatus of(StatusFrame response) {
        StatusText text = response.statusText(StatusType.DK);
        return new DiskStatus(text.time(), Disk.of(text), Disk.of(text), text.whole(1),
                text.letter(), text.whole(2, 16));
    }
}
