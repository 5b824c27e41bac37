package org.openrtpd.app.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.app.ops.Sockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves HTTP on one address, with one event loop and a few workers of its own. */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int BACKLOG = 128;
    private static final long STOP_MILLIS = 1500;

    private final Deque<Runnable> opened = new ArrayDeque<>();
    private Channel listener;
    private boolean tls;

    private HttpServer() {}

    /**
     * Starts to serve.
     *
     * @throws HttpException when it cannot; the text says why and what to do
     */
    public static HttpServer open(HttpConfig config, Routes routes, MeterRegistry registry) {
        return open(config, routes, registry, Patience.USUAL);
    }

    static HttpServer open(
            HttpConfig config, Routes routes, MeterRegistry registry, Patience patience) {
        HttpServer server = new HttpServer();
        try {
            server.start(config, routes, registry, patience);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void start(
            HttpConfig config, Routes routes, MeterRegistry registry, Patience patience) {
        Credentials credentials = Credentials.read(config);
        Optional<SslContext> certificate = Tls.read(config);
        tls = certificate.isPresent();
        InetSocketAddress address = resolve(config.listen());
        boolean onLoopback = address.getAddress().isLoopbackAddress();
        Sockets sockets = Sockets.best();
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("rtpd-http", true), sockets.loops());
        opened.push(() -> loop.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(STOP_MILLIS));
        Workers workers = new Workers();
        opened.push(workers::close);
        ChannelGroup connections = new DefaultChannelGroup("http", GlobalEventExecutor.INSTANCE);
        opened.push(() -> connections.close().awaitUninterruptibly(STOP_MILLIS));
        AtomicInteger streams = new AtomicInteger();
        HttpMeters meters = new HttpMeters(registry, connections::size, streams::get, workers::queued);
        Serving serving = new Serving(routes, new Gate(credentials, onLoopback, System::nanoTime),
                workers, meters, connections, streams, patience);
        listener = bound(config.listen(), new ServerBootstrap()
                .group(loop)
                .channelFactory(sockets.servers())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new HttpAcceptor(serving, certificate))
                .bind(address));
        opened.push(() -> listener.close().awaitUninterruptibly(STOP_MILLIS));
        tell(onLoopback, credentials);
    }

    private void tell(boolean onLoopback, Credentials credentials) {
        LOG.info("{} at {}://{}", credentials.isEmpty() ? "the page, metrics and health"
                : "the page, metrics and health, for who has the secret,",
                tls ? "https" : "http", HostPort.format(address()));
        if (!onLoopback && credentials.isEmpty()) {
            LOG.warn("whoever reaches {} sees the stations, their data and the state of this server:"
                    + " give --http-token or --http-password, or --http on 127.0.0.1",
                    HostPort.format(address()));
        }
        if (!onLoopback && !credentials.isEmpty() && !tls) {
            LOG.warn("secrets for {} cross the network readably: give --http-cert and --http-key, or"
                    + " put a proxy with TLS before 127.0.0.1", HostPort.format(address()));
        }
    }

    private static InetSocketAddress resolve(HostPort listen) {
        try {
            return listen.resolve();
        } catch (UnknownHostException e) {
            throw new HttpException(HttpException.Kind.ADDRESS,
                    "cannot serve HTTP on " + listen + ": the host name is not known", e);
        }
    }

    private static Channel bound(HostPort listen, ChannelFuture bind) {
        bind.awaitUninterruptibly();
        if (bind.isSuccess()) {
            return bind.channel();
        }
        throw new HttpException(HttpException.Kind.ADDRESS,
                "cannot serve HTTP on " + listen + ": " + bind.cause().getMessage()
                + "; does another RTPD run there? Give another --http HOST:PORT, or --http off",
                bind.cause());
    }

    /** The address, with the port that the system chose. */
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            opened.pop().run();
        }
    }
}
