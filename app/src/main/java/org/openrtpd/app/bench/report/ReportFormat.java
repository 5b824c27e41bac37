package org.openrtpd.app.bench.report;

/** How a report is printed. */
public enum ReportFormat {
    TEXT,
    JSON
}
