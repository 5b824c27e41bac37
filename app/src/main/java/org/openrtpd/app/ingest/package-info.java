/**
 * The daemon's way in: datagrams and frames to sessions, packets to the journal, acknowledgements
 * back. Start at {@link org.openrtpd.app.ingest.IngestServer}, which opens everything in order on
 * one page.
 *
 * <p>One event loop owns the sockets of recorders, the session table and the journal's writing; one
 * thread forces the journal; one looks after it now and then. An acknowledgement goes out after its
 * commit and from nowhere else.
 */
package org.openrtpd.app.ingest;
