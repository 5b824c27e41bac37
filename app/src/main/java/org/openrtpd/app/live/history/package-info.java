/**
 * What was, for plots: from memory where bins are kept, from the journal where not. Start at {@link
 * org.openrtpd.app.live.history.WaveReader}. For worker threads, which may wait.
 */
package org.openrtpd.app.live.history;
