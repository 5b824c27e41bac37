/**
 * The journal: the durable, ordered store of everything that recorders sent, on Chronicle Queue,
 * whose types do not leave this package. Start at {@link
 * org.openrtpd.storage.journal.PacketJournal} for the one writer, at {@link
 * org.openrtpd.storage.journal.JournalReader} for any number of tailers, in this process or in
 * others.
 *
 * <p>One thread appends, one thread forces, tailers follow at their own pace and never slow the
 * writer. Layout, files and what a crash leaves behind are in docs/journal.md.
 */
package org.openrtpd.storage.journal;
