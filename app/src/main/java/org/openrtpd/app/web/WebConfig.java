package org.openrtpd.app.web;

import java.net.URI;
import java.util.Optional;
import org.openrtpd.app.http.HttpConfig;

/**
 * What people and Prometheus are shown, and where.
 *
 * @param http where it is served
 * @param rtpidStatus where RTPID tells its status
 * @param maxUnitSeries units with metrics of their own
 */
public record WebConfig(HttpConfig http, Optional<URI> rtpidStatus, int maxUnitSeries) {}
