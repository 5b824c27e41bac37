package org.openrtpd.app.ops;

import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * The kind of sockets this machine offers: the system's own polling where there is a native library
 * for it, the JDK's elsewhere.
 *
 * @param name for the log
 */
public record Sockets(
        String name,
        IoHandlerFactory loops,
        ChannelFactory<? extends DatagramChannel> datagrams,
        ChannelFactory<? extends ServerSocketChannel> servers,
        ChannelFactory<? extends SocketChannel> clients) {

    /** The best there is. */
    public static Sockets best() {
        if (Epoll.isAvailable()) {
            return new Sockets("epoll", EpollIoHandler.newFactory(),
                    new ReflectiveChannelFactory<>(EpollDatagramChannel.class),
                    new ReflectiveChannelFactory<>(EpollServerSocketChannel.class),
                    new ReflectiveChannelFactory<>(EpollSocketChannel.class));
        }
        return new Sockets("nio", NioIoHandler.newFactory(),
                new ReflectiveChannelFactory<>(NioDatagramChannel.class),
                new ReflectiveChannelFactory<>(NioServerSocketChannel.class),
                new ReflectiveChannelFactory<>(NioSocketChannel.class));
    }

    /** True for the native kind, which reads and writes many datagrams with one call. */
    public boolean isEpoll() {
        return name.equals("epoll");
    }
}
