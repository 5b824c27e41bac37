/**
 * The recorder leg's messages and the two codecs that put them into UDP datagrams and TCP frames.
 * Start at {@link org.openrtpd.protocol.recorder.RecorderMessage}.
 *
 * <p>The byte layout is ours (docs/recorder-leg.md). {@link
 * org.openrtpd.protocol.recorder.RecorderUdpCodec} and {@link
 * org.openrtpd.protocol.recorder.RecorderTcpCodec} are the only two classes that know it, so that
 * the vendor's layout can take its place. Codecs check lengths before fields and fields before
 * meaning, never throw on bytes, and allocate nothing.
 */
package org.openrtpd.protocol.recorder;
