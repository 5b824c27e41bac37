/**
 * Under which network, station, location and channel a unit's data is known to analysts. Start at
 * {@link org.openrtpd.protocol.station.StationMap}.
 *
 * <p>A recorder knows its unit id, a stream and a channel number; analysts know codes, and which
 * unit stands at which station changes with time. What people wrote down comes first; what they did
 * not is derived from the packets (record format, section 12), and the answer says which it was.
 * Everything here is immutable and may be used by any thread. Files are read elsewhere. See
 * docs/stations.md.
 */
package org.openrtpd.protocol.station;
