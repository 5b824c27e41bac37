package org.openrtpd.app.ops;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Ends a connection with FIN, not with RST: lets out what was written, shuts the output down, reads
 * away what the peer still sends, each for a bounded time, and only then closes. Closing a socket
 * with unread input would reset the connection, and the peer could lose what was sent to it last.
 */
public final class LingeringClose extends ChannelInboundHandlerAdapter {

    private static final String NAME = "lingering-close";
    private static final long LINGER_MILLIS = 1000;
    private static final long FLUSH_MILLIS = 4000;

    /** The longest that a connection takes to end. */
    public static final long LONGEST_MILLIS = FLUSH_MILLIS + LINGER_MILLIS;

    private static final long MAX_DISCARDED_BYTES = 4 << 20;

    private long discarded;

    private LingeringClose() {}

    /** Begins to end a connection; may be called again. */
    public static void close(Channel channel) {
        if (!channel.isActive() || channel.pipeline().get(NAME) != null) {
            return;
        }
        // First in the pipeline: nothing that comes now reaches a decoder.
        channel.pipeline().addFirst(NAME, new LingeringClose());
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(sent -> {
                    if (channel instanceof DuplexChannel duplex && channel.isActive()) {
                        duplex.shutdownOutput();
                    }
                    // Only now: a peer that reads slowly gets whole messages all the same.
                    closeIn(LINGER_MILLIS, channel);
                });
        closeIn(LONGEST_MILLIS, channel);
    }

    private static void closeIn(long millis, Channel channel) {
        channel.eventLoop().schedule(() -> channel.close(), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        if (read instanceof ByteBuf bytes) {
            discarded += bytes.readableBytes();
        }
        ReferenceCountUtil.release(read);
        if (discarded > MAX_DISCARDED_BYTES) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
