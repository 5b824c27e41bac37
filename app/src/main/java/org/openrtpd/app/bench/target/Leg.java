package org.openrtpd.app.bench.target;

import java.util.Locale;

/** How recorders push. */
public enum Leg {
    UDP,
    TCP;

    /** The word for it on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
