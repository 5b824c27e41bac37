/**
 * {@code rtpd}, the command line. Start at {@link org.openrtpd.app.Rtpd}. Every command is a class
 * {@code *Command}; what it does stands in the package that is named after its part.
 */
package org.openrtpd.app;
