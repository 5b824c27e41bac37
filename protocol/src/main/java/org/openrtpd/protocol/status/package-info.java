/**
 * Commands to recorders and their responses, as far as they tell of a recorder's state (record
 * format, appendix A). Start at {@link org.openrtpd.protocol.status.StatusFrame}: it checks frame
 * and CRC; the records beside it read the five kinds of response.
 *
 * <p>Nothing here throws on content. A number that is not there has a named "no value".
 */
package org.openrtpd.protocol.status;
