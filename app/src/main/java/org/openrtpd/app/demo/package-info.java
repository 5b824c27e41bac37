/**
 * {@code rtpd demo}: all of it on one machine, without configuration. Start at {@link
 * org.openrtpd.app.demo.DemoCommand}.
 */
package org.openrtpd.app.demo;
