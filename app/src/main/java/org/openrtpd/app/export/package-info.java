/**
 * {@code rtpd export}: what a journal holds of a time span, once, as miniSEED or as packets. Start at
 * {@link org.openrtpd.app.export.ExportCommand}. A first pass over the journal notes the places of
 * packets, a second one reads these in the order they are written in; samples are never gathered.
 * See docs/export.md.
 */
package org.openrtpd.app.export;
