package org.openrtpd.watchdog;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;

/** A program that says that it is ready, at a port that refuses, and does not end when it is asked to. */
final class HangingServer {

    private HangingServer() {}

    public static void main(String[] args) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> hang(never)));
        System.out.println("ready udp=127.0.0.1:" + port + " tcp=127.0.0.1:" + port
                + " data=nothing pid=" + ProcessHandle.current().pid());
        hang(never);
    }

    private static void hang(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
