/**
 * What {@code rtpd bench} found out, as a table for people and as JSON. Start at {@link
 * org.openrtpd.app.bench.report.Report}. It knows numbers and names, not what was measured.
 */
package org.openrtpd.app.bench.report;
