package org.openrtpd.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openrtpd.app.ops.RateLimitedLog;
import org.slf4j.LoggerFactory;

class FirstFrameHandlerTest {

    private final List<Channel> handedOver = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new FirstFrameHandler(
            new IngestMeters(new SimpleMeterRegistry()),
            new RateLimitedLog(LoggerFactory.getLogger(FirstFrameHandlerTest.class), System::nanoTime),
            Duration.ofMinutes(1), handedOver::add, handedOver::add));

    @Test
    void shouldKeepToItselfThatAConnectionWasResetBeforeItSaidWhoItIs() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));

        // Netty writes every one that nobody took to the log, however many there are.
        channel.checkException();
        assertThat(channel.isOpen()).isFalse();
        assertThat(handedOver).isEmpty();
    }

    @Test
    void shouldKeepToItselfThatAConnectionWasResetWhileItWasHandedOver() {
        ByteBuf first = Unpooled.copiedBuffer(new byte[] {1, 2, 0});
        channel.writeInbound(first);
        assertThat(handedOver).containsExactly(channel);

        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));

        channel.checkException();
        assertThat(channel.isOpen()).isFalse();
        assertThat(first.refCnt()).isZero();
    }
}
