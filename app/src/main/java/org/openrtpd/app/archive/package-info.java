/**
 * {@code rtpd archive}: a process of its own that follows a journal and writes it into archives for
 * analysts, each on a thread of its own. Start at {@link org.openrtpd.app.archive.ArchiveCommand};
 * what an archive is stands in the storage module.
 */
package org.openrtpd.app.archive;
