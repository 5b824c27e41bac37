/**
 * How commands meet people: whether there is a terminal, and the failure whose text is all that they
 * need to know.
 */
package org.openrtpd.app.terminal;
