package org.openrtpd.app.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A connection on which events go out until either side ends it. Event loop only. */
final class EventConnection extends ChannelInboundHandlerAdapter {

    static final String TYPE = "text/event-stream; charset=utf-8";

    private static final long HEARTBEAT_SECONDS = 15;

    private final EventStream stream;
    private final Runnable ended;
    private final ScheduledFuture<?> heartbeat;

    private EventConnection(ChannelHandlerContext context, EventStream stream, Runnable ended) {
        this.stream = stream;
        this.ended = ended;
        this.heartbeat = context.executor().scheduleWithFixedDelay(
                stream::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Answers the request with the head and lets the events follow.
     *
     * @param ended run once when the connection is gone
     */
    static void begin(ChannelHandlerContext context, EventStream stream, Runnable ended) {
        if (!context.channel().isActive()) {
            stream.ended();
            ended.run();
            return;
        }
        HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        SecurityHeaders.add(response.headers());
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
                // A reverse proxy that collects would hold events back.
                .set("X-Accel-Buffering", "no");
        HttpUtil.setTransferEncodingChunked(response, true);
        context.writeAndFlush(response);
        context.pipeline().replace(
                context.handler(), "events", new EventConnection(context, stream, ended));
        // Read on, because only then the end of the connection is noticed.
        context.channel().config().setAutoRead(true);
        stream.begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        // Who listens to events has nothing more to say.
        context.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        stream.drain();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        heartbeat.cancel(false);
        stream.ended();
        ended.run();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
