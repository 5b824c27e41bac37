/**
 * {@code rtpd simulate}: a network of recorders that does not exist. Start at {@link
 * org.openrtpd.app.simulate.SimulateCommand}, or at {@link org.openrtpd.app.simulate.Recording},
 * which gives the packets of one recorder; the same plan gives the same bytes. Packets are made as
 * their time comes, and kept until they are acknowledged or written, so memory is bounded for each
 * recorder however long it runs. See docs/simulate.md.
 */
package org.openrtpd.app.simulate;
