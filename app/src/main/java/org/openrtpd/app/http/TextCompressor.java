package org.openrtpd.app.http;

import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;

/** Compresses text that is worth it. Events go out as they come, pictures are compressed already. */
final class TextCompressor extends HttpContentCompressor {

    private static final int WORTH_IT = 1024;
    /** The quickest: what a scrape of many units costs is mostly this, and most readers are near. */
    private static final int LEVEL = 1;
    private static final int WINDOW_BITS = 15;
    private static final int MEMORY_LEVEL = 8;

    TextCompressor() {
        super(WORTH_IT, StandardCompressionOptions.gzip(LEVEL, WINDOW_BITS, MEMORY_LEVEL));
    }

    @Override
    protected Result beginEncode(HttpResponse answer, String accepted) throws Exception {
        String type = answer.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        boolean isText = type.startsWith("text/") || type.startsWith("application/json")
                || type.startsWith("application/yaml") || type.startsWith("image/svg")
                || type.startsWith("application/openmetrics-text");
        return isText && !type.startsWith("text/event-stream")
                ? super.beginEncode(answer, accepted) : null;
    }
}
