package org.openrtpd.storage.journal;

/**
 * A journal that is open for writing, and what was learnt from it.
 *
 * @param journal the writer
 * @param numberings how far it has each recorder
 * @param lastIndex index of the newest entry: the marker of this start
 * @param entriesRead entries that had to be read, since the checkpoint or since the beginning
 */
public record RecoveredJournal(
        PacketJournal journal, Numberings numberings, long lastIndex, long entriesRead) {}
