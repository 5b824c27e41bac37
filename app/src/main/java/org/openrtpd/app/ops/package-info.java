/**
 * What all parts of the daemon share: how a connection is ended, how the log is kept quiet, how
 * one thread counts what others look at, and how large the heap grows.
 */
package org.openrtpd.app.ops;
