package org.openrtpd.app.bench.ingest;

/** Whether a second floor is measured in the same turns, which shows what chance does here. */
public enum Control {
    OFF,
    ON
}
