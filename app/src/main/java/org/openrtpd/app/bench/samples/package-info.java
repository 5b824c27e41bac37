/**
 * {@code rtpd bench decode}: samples decoded and encoded, beside a copy of the same bytes. Start at
 * {@link org.openrtpd.app.bench.samples.SampleBench}.
 */
package org.openrtpd.app.bench.samples;
