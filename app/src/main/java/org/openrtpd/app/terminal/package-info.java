/**
 * How commands meet people: whether there is a terminal and who reads the output has gone, times as
 * people write them, and the failure whose text is all that they need to know.
 */
package org.openrtpd.app.terminal;
