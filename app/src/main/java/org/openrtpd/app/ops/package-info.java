/** What both legs of the daemon share: how a connection is ended, and how the log is kept quiet. */
package org.openrtpd.app.ops;
