/**
 * What is going on now, learned from the journal packet by packet: units with their health and
 * traffic, channels with what they lack, events. Start at {@link
 * org.openrtpd.app.live.model.LiveModel}. One thread owns it all; others get a {@link
 * org.openrtpd.app.live.station.StationTable}, or ask through {@link
 * org.openrtpd.app.live.model.LiveLoop}.
 */
package org.openrtpd.app.live.model;
