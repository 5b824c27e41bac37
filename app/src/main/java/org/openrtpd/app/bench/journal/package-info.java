/**
 * {@code rtpd bench tail} and {@code rtpd bench recovery}: how fast a journal is read, and how long
 * RTPD takes to start on one. Start at {@link org.openrtpd.app.bench.journal.TailBench}.
 */
package org.openrtpd.app.bench.journal;
