/**
 * The live model over HTTP, as JSON and as events. Names of keys: {@code Ms} are milliseconds since
 * 1970 UTC, what is not known is null. Start at {@link org.openrtpd.app.live.api.LiveRoutes}. For
 * worker threads.
 */
package org.openrtpd.app.live.api;
