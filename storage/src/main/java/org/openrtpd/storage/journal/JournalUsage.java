package org.openrtpd.storage.journal;

/**
 * What a journal takes on disk.
 *
 * @param files how many there are, one for an hour
 * @param bytes what is used of them together
 * @param firstMillis when the hour of the oldest file began, in milliseconds since 1970 UTC; 0 when
 *     there is none
 * @param lastMillis when the newest file was written last; 0 when there is none
 * @param freeBytes free on its file system for this process
 * @param totalBytes size of its file system
 */
public record JournalUsage(
        int files, long bytes, long firstMillis, long lastMillis, long freeBytes, long totalBytes) {}
