/**
 * What analysts see of the journal: {@code rtpd tail} follows it, {@code rtpd verify} checks it. Both
 * read it from a process of their own and never disturb the writer.
 */
package org.openrtpd.app.tail;
