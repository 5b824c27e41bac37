/**
 * A UDP socket for Linux that reads and writes many datagrams with one system call and makes no
 * object for any of them. Start at {@link org.openrtpd.app.datagram.BatchSocket}, which an epoll
 * event loop of Netty drives beside its own channels; everything but opening it belongs to that
 * loop. Knows nothing of what is in a datagram.
 */
package org.openrtpd.app.datagram;
