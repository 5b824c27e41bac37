/**
 * The load generator of {@code rtpd bench}: many recorders in one thread, as lean as they can be
 * made, so that the server under test is the slower side; how busy the generator was is measured,
 * too. Start at {@link org.openrtpd.app.bench.load.Load}. It speaks the layout of
 * docs/recorder-leg.md. Nothing outside {@code bench} uses it.
 */
package org.openrtpd.app.bench.load;
