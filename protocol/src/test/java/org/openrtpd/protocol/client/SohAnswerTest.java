package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SohAnswerTest {

    private static final int NOW = 1_700_000_000;
    private static final SohUnit UNIT_9F2B =
            new SohUnit(0x9F2B, 0xC0000201, NOW - 16, NOW - 2);

    private static ByteBuf encoded(SohAnswer answer) {
        ByteBuf body = Unpooled.buffer();
        answer.encode(body);
        return body;
    }

    private static List<SohUnit> units(int count) {
        return IntStream.range(0, count).mapToObj(i -> new SohUnit(i, ~i, -i, i * 3)).toList();
    }

    @Test
    void shouldHaveTheLayoutOfSection7() {
        SohAnswer answer = new SohAnswer(NOW, 3, List.of(UNIT_9F2B));

        assertThat(ByteBufUtil.hexDump(encoded(answer)))
                .isEqualTo("6553f100" + "0001" + "0003" + "9f2bc00002016553f0f06553f0fe");
        assertThat(answer.lengthBytes()).isEqualTo(22);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 71, 72, 73, 144, 145, 1000})
    void shouldTakeAsManyMessagesAsTheUnitsNeed(int count) {
        List<SohUnit> units = units(count);
        List<SohUnit> read = new ArrayList<>();

        List<SohAnswer> answers = SohAnswer.split(NOW, units);

        assertThat(answers).hasSize(Math.max(1, (count + 71) / 72));
        for (SohAnswer answer : answers) {
            ByteBuf body = encoded(answer);
            assertThat(body.readableBytes()).isEqualTo(answer.lengthBytes())
                    .isLessThanOrEqualTo(1024);
            assertThat(SohAnswer.decode(body, 0, body.readableBytes())).contains(answer);
            read.addAll(answer.units());
            assertThat(answer.remaining()).isEqualTo(count - read.size());
        }
        assertThat(read).isEqualTo(units);
    }

    @Test
    void shouldTellUnitsOfFiveDigitsInFrontAsAMessageThatOldReadersSeeNoUnitIn() {
        SohUnit wide = new SohUnit(0x19F2B, 0xC0000202, NOW - 8, NOW - 1);

        List<SohAnswer> answers = SohAnswer.split(NOW, List.of(UNIT_9F2B, wide));

        assertThat(answers).containsExactly(new SohAnswer(NOW, 1, List.of(wide)),
                new SohAnswer(NOW, 0, List.of(UNIT_9F2B)));
        assertThat(ByteBufUtil.hexDump(encoded(answers.get(0)))).isEqualTo(
                "6553f100" + "0000" + "0001" + "00019f2bc00002026553f0f86553f0ff");
        assertThat(answers.get(0).lengthBytes()).isEqualTo(24);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 62, 63, 64, 200})
    void shouldReadUnitsOfFiveDigitsBack(int count) {
        List<SohUnit> units = IntStream.range(0, count)
                .mapToObj(i -> new SohUnit(0x10000 + i, ~i, -i, i * 3)).toList();
        List<SohUnit> read = new ArrayList<>();

        List<SohAnswer> answers = SohAnswer.split(NOW, units);

        assertThat(answers).as("the last is of 16-bit units, and empty here")
                .hasSize((count + 62) / 63 + 1);
        for (SohAnswer answer : answers) {
            ByteBuf body = encoded(answer);
            assertThat(body.readableBytes()).isEqualTo(answer.lengthBytes())
                    .isLessThanOrEqualTo(1024);
            assertThat(SohAnswer.decode(body, 0, body.readableBytes())).contains(answer);
            read.addAll(answer.units());
            assertThat(answer.remaining()).isEqualTo(count - read.size());
        }
        assertThat(read).isEqualTo(units);
    }

    @Test
    void shouldNotSayMoreRemainThan16BitsHold() {
        assertThat(SohAnswer.split(NOW, nCopies(70_000)).get(0).remaining()).isEqualTo(0xFFFF);
    }

    private static List<SohUnit> nCopies(int count) {
        return Collections.nCopies(count, UNIT_9F2B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6553f1000001", "6553f10000010000", "6553f1000000000000",
        "6553f100ffff0000",
        "6553f100000000000000ffff000000000000000000000000",
        "6553f1000000000000019f2bc00002026553f0f86553f0", "6553f100000100009f2bc00002016553f0f06553f0"})
    void shouldNotReadAnotherLayout(String hex) {
        ByteBuf body = ClientCodecTest.bytes(hex);

        assertThat(SohAnswer.decode(body, 0, body.readableBytes())).isEmpty();
    }

    @Test
    void shouldNeverThrowOnAnyBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] any = new byte[random.nextInt(8 + 16 * 4)];
            random.nextBytes(any);
            if (any.length > 5) {
                any[4] = 0;
                any[5] = (byte) random.nextInt(5);
            }
            SohAnswer.decode(Unpooled.wrappedBuffer(any), 0, any.length);
        }
    }

    @Test
    void shouldRefuseMoreUnitsThanOneMessageHolds() {
        assertThatThrownBy(() -> new SohAnswer(NOW, 0, units(73)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("73");
    }
}
