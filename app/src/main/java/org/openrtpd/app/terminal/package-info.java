/** What commands show to people: whether there is a terminal, colours, a progress line. */
package org.openrtpd.app.terminal;
