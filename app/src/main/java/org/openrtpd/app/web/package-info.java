/**
 * Puts together what people and Prometheus look at: metrics, health, the API and the page. Start at
 * {@link org.openrtpd.app.web.WebServer}. It looks at the daemon from beside: nothing on the way from
 * a recorder to its acknowledgement waits for anything here.
 */
package org.openrtpd.app.web;
