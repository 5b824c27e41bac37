package org.openrtpd.app.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openrtpd.app.ops.RateLimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads a request, answers it, reads the next. Each of both has a time in which it
 * must be done. Event loop only, but for what workers are given.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);
    private static final RateLimitedLog LIMITED = new RateLimitedLog(LOG, System::nanoTime);
    private static final int MAX_PIPELINED = 32;
    private static final String RETRY_LATER = "10";
    private static final Answer BUSY = Answer.error(HttpResponseStatus.SERVICE_UNAVAILABLE.code(),
            "too many requests wait already; try again in a moment").with("Retry-After", "1");

    private final Serving serving;
    private final Deque<FullHttpRequest> pipelined = new ArrayDeque<>();
    private ChannelHandlerContext context;
    private ScheduledFuture<?> deadline;
    private boolean answering;
    private boolean head;
    private String wantedTag = "";

    HttpConnection(Serving serving) {
        this.serving = serving;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        await(serving.patience().request());
    }

    private void await(Duration limit) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = context.executor().schedule(
                () -> context.close(), limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext unused, Object message) {
        if (message instanceof FullHttpRequest request && pipelined.size() < MAX_PIPELINED) {
            pipelined.add(request);
            takeNext();
        } else {
            ReferenceCountUtil.release(message);
            context.close();
        }
    }

    /** Takes the next request once the one before is answered; no more are read meanwhile. */
    private void takeNext() {
        context.channel().config().setAutoRead(pipelined.isEmpty() && !answering);
        if (answering || pipelined.isEmpty()) {
            return;
        }
        FullHttpRequest request = pipelined.remove();
        try {
            take(request);
        } finally {
            request.release();
        }
    }

    private void take(FullHttpRequest request) {
        answering = true;
        await(serving.patience().answer());
        head = HttpMethod.HEAD.equals(request.method());
        wantedTag = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
        if (request.decoderResult().isFailure()) {
            answer(malformed(request.decoderResult().cause()).with("Connection", "close"));
            return;
        }
        InetSocketAddress peer = (InetSocketAddress) context.channel().remoteAddress();
        Optional<Answer> refusal = serving.gate().refusal(peer.getAddress(), request.headers());
        if (refusal.isPresent()) {
            answer(refusal.get());
            return;
        }
        if (!HttpMethod.GET.equals(request.method()) && !head) {
            answer(Answer.error(HttpResponseStatus.METHOD_NOT_ALLOWED.code(),
                    "only GET and HEAD are answered: nothing can be changed here")
                    .with("Allow", "GET, HEAD"));
            return;
        }
        route(request);
    }

    private static Answer malformed(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return Answer.error(HttpResponseStatus.REQUEST_URI_TOO_LONG.code(),
                    "the request line is too long");
        }
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongFrameException) {
            return Answer.error(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE.code(),
                    "the headers are too long");
        }
        return Answer.error(HttpResponseStatus.BAD_REQUEST.code(), "this is no HTTP request");
    }

    private void route(FullHttpRequest received) {
        RequestTarget target;
        Optional<Routes.Match> found;
        try {
            target = RequestTarget.parse(received.uri());
            found = serving.routes().find(target.rawPath());
        } catch (IllegalArgumentException e) {
            answer(Answer.error(HttpResponseStatus.BAD_REQUEST.code(),
                    "the path or the query is malformed"));
            return;
        }
        if (found.isEmpty()) {
            answer(Answer.error(HttpResponseStatus.NOT_FOUND.code(), "there is nothing here"));
            return;
        }
        Request request = new Request(target.path(), found.get().values(), target.query());
        Target to = found.get().target();
        if (to instanceof Target.Quick quick) {
            answer(outcome(quick.handler(), request));
        } else if (to instanceof Target.Slow slow) {
            boolean accepted = isWorkedOn(() -> {
                Answer answer = outcome(slow.handler(), request);
                context.executor().execute(() -> answer(answer));
            });
            if (!accepted) {
                answer(BUSY);
            }
        } else if (to instanceof Target.Stream events) {
            openStream(events.source(), request);
        }
    }

    /** Returns whether a worker will do it; for who has gone meanwhile nothing is done any more. */
    private boolean isWorkedOn(Runnable task) {
        return serving.workers().accepts(() -> {
            if (context.channel().isActive()) {
                task.run();
            }
        });
    }

    private static Answer outcome(Handler handler, Request request) {
        try {
            return handler.answer(request);
        } catch (RequestRefused e) {
            return e.answer();
        } catch (IOException | RuntimeException e) {
            return failed(request, e);
        }
    }

    private static Answer failed(Request request, Exception cause) {
        // A decoded path may hold ends of lines, with which somebody could forge entries of the log.
        LIMITED.warn(cause.getClass(), "answering {} went wrong",
                request.path().replaceAll("\\p{Cntrl}", "?"), cause);
        return Answer.error(HttpResponseStatus.INTERNAL_SERVER_ERROR.code(),
                "answering went wrong; the log of the server says how");
    }

    private void answer(Answer answer) {
        String tag = answer.headers().getOrDefault("ETag", "");
        boolean isKnown = !tag.isEmpty() && wantedTag.contains(tag);
        HttpResponseStatus status = isKnown
                ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.valueOf(answer.status());
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status,
                head || isKnown ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        SecurityHeaders.add(response.headers());
        answer.headers().forEach(response.headers()::set);
        if (!isKnown) {
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        }
        serving.meters().answered(status.code());
        context.writeAndFlush(response).addListener(sent -> next());
    }

    private void next() {
        answering = false;
        if (context.channel().isActive()) {
            await(serving.patience().request());
            takeNext();
        }
    }

    private void openStream(StreamSource source, Request request) {
        if (head) {
            answer(new Answer(HttpResponseStatus.OK.code(), EventConnection.TYPE, new byte[0], Map.of()));
            return;
        }
        if (serving.streams().incrementAndGet() > Serving.MAX_STREAMS) {
            serving.streams().decrementAndGet();
            answer(Answer.error(HttpResponseStatus.SERVICE_UNAVAILABLE.code(), Serving.MAX_STREAMS
                    + " event streams are open, the limit; close other pages")
                    .with("Retry-After", RETRY_LATER));
            return;
        }
        if (!isWorkedOn(() -> feed(source, request))) {
            serving.streams().decrementAndGet();
            answer(BUSY);
        }
    }

    private void feed(StreamSource source, Request request) {
        EventStream stream = new EventStream(context.channel());
        try {
            Runnable end = source.open(request, stream);
            context.executor().execute(() -> begin(stream, end));
        } catch (RequestRefused e) {
            context.executor().execute(() -> refuse(e.answer()));
        } catch (RuntimeException e) {
            Answer answer = failed(request, e);
            context.executor().execute(() -> refuse(answer));
        }
    }

    private void refuse(Answer answer) {
        serving.streams().decrementAndGet();
        answer(answer);
    }

    private void begin(EventStream stream, Runnable end) {
        deadline.cancel(false);
        Runnable ended = () -> {
            serving.streams().decrementAndGet();
            end.run();
        };
        serving.meters().answered(HttpResponseStatus.OK.code());
        // Behind a stream that does not end, nothing else is answered.
        pipelined.forEach(ReferenceCountUtil::release);
        pipelined.clear();
        EventConnection.begin(context, stream, ended);
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        deadline.cancel(false);
        pipelined.forEach(ReferenceCountUtil::release);
        pipelined.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable cause) {
        // Connections break, and what is no TLS or no HTTP comes by: both are the peer's affair.
        LOG.debug("peer={} {}", failed.channel().remoteAddress(), cause.toString());
        failed.close();
    }
}
