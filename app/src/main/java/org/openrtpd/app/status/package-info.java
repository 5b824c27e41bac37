/**
 * {@code rtpd status}: the table of stations in a terminal, from what a running RTPD answers over
 * HTTP. Start at {@link org.openrtpd.app.status.StatusCommand}.
 */
package org.openrtpd.app.status;
