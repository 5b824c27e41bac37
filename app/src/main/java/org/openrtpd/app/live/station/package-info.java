/**
 * How a station is doing: the row that operators see, and the limits by which it is green, amber or
 * red. Immutable values, for any thread. Start at {@link org.openrtpd.app.live.station.UnitRow}.
 */
package org.openrtpd.app.live.station;
