/**
 * What all parts of the daemon share: how a connection is ended, how the log is kept quiet, and how
 * one thread counts what others look at.
 */
package org.openrtpd.app.ops;
