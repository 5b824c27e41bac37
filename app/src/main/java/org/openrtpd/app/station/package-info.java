/**
 * The station file: people's words about which unit, stream and channel is which network, station,
 * location and channel, and when. Start at {@link org.openrtpd.app.station.StationFile}, which
 * watches a file; {@link org.openrtpd.app.station.StationReading} reads one once.
 *
 * <p>A file is accepted or refused as a whole: half a map would name data wrongly, and nobody would
 * notice. All mistakes are said in one go, each with its line. What is read becomes a {@link
 * org.openrtpd.protocol.station.StationMap}, which has no file in it. See docs/stations.md.
 */
package org.openrtpd.app.station;
