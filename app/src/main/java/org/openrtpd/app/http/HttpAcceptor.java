package org.openrtpd.app.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.Optional;

/** Takes connections in within their number and sets the bounds of what is read from them. */
final class HttpAcceptor extends ChannelInitializer<Channel> {

    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 16_384;
    private static final int MAX_BODY = 1024;
    private static final int WRITE_LIMIT = 256 << 10;

    private final Serving serving;
    private final Optional<SslContext> tls;

    HttpAcceptor(Serving serving, Optional<SslContext> tls) {
        this.serving = serving;
        this.tls = tls;
    }

    @Override
    protected void initChannel(Channel channel) {
        if (serving.connections().size() >= Serving.MAX_CONNECTIONS || channel.remoteAddress() == null) {
            serving.meters().connectionsRefused.increment();
            channel.close();
            return;
        }
        serving.connections().add(channel);
        channel.config().setWriteBufferWaterMark(
                new WriteBufferWaterMark(WRITE_LIMIT / 2, WRITE_LIMIT));
        ChannelPipeline pipeline = channel.pipeline();
        tls.ifPresent(context -> {
            SslHandler handler = context.newHandler(channel.alloc());
            handler.setHandshakeTimeoutMillis(serving.patience().handshake().toMillis());
            pipeline.addLast(handler);
        });
        pipeline.addLast(new HttpServerCodec(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE).setMaxHeaderSize(MAX_HEADERS)));
        pipeline.addLast(new HttpServerKeepAliveHandler());
        pipeline.addLast(new TextCompressor());
        pipeline.addLast(new HttpObjectAggregator(MAX_BODY, true));
        pipeline.addLast(new HttpConnection(serving));
    }
}
