/**
 * RTPD as a client of other RTPDs: how real recorders are served today, behind the vendor's RTPD, and
 * how RTPDs cascade. Start at {@link org.openrtpd.app.upstream.UpstreamLink}; {@link
 * org.openrtpd.app.upstream.RtpClientChannel} is the socket under any client program of ours.
 *
 * <p>This leg has no numbers, so what comes twice is recognised by content. All of it runs on the
 * event loop that owns the journal's writing.
 */
package org.openrtpd.app.upstream;
