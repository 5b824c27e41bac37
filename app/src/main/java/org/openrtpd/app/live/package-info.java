/**
 * What goes on now and what was of late, for RTPD's page: stations, waveforms, drums, spectrograms,
 * health and events. Start at {@link org.openrtpd.app.live.LiveService}; {@code docs/page.md} tells
 * what the numbers mean. It reads the journal from beside: nothing on the way of a packet to its
 * acknowledgement waits for it.
 */
package org.openrtpd.app.live;
