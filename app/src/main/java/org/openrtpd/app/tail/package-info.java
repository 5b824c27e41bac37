/**
 * What analysts see of the journal: {@code rtpd tail} follows it and shows what packets hold,
 * {@code rtpd verify} checks it. Both read it from a process of their own and never disturb the writer.
 *
 * <p>Start at {@link org.openrtpd.app.tail.JournalFollower}, which hands entries to an {@link
 * org.openrtpd.app.tail.EntryOutput}. docs/tail.md says what the lines mean.
 */
package org.openrtpd.app.tail;
