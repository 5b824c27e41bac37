package org.openrtpd.app.live.station;

import java.util.List;

/**
 * What limits say of a station.
 *
 * @param severity for sorting: the greater, the more trouble
 * @param reasons in words, worst first; empty when it is green
 */
public record Verdict(State state, int severity, List<String> reasons) {

    public Verdict {
        reasons = List.copyOf(reasons);
    }
}
