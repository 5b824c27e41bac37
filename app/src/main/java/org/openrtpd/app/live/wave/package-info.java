/**
 * Least and greatest samples of channels in bins of several widths, and where their packets stand in
 * the journal, all in blocks of one size from a {@link org.openrtpd.app.live.wave.BlockPool} that
 * never holds more than its budget. Start at {@link org.openrtpd.app.live.wave.ChannelStore}. One
 * thread only; what is handed out are copies.
 */
package org.openrtpd.app.live.wave;
