package org.openrtpd.app.bench.report;

/** Something about the machine or the run that belongs beside the numbers. */
public record Fact(String name, String value) {}
