/**
 * Archives: trees of files that are written from the journal, by a process of its own. Start at
 * {@link org.openrtpd.storage.archive.JournalArchive}.
 *
 * <p>A tree changes in commits only. What a commit will do is gathered in memory ({@link
 * org.openrtpd.storage.archive.TreeChange}); before it touches a file, an undo log is forced that
 * can take everything back; at its end a checkpoint is replaced that holds the place in the journal
 * and the whole state of the writer. After a crash or a failure the tree is taken back to the
 * checkpoint and the journal is read again from there: nothing is missing, nothing stands twice.
 * All of it belongs to one thread. See docs/archive.md.
 */
package org.openrtpd.storage.archive;
