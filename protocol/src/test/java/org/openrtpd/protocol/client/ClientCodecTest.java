package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCodecTest {

    private static final int BOUND = 4096;
    private static final int UNIT_9F2B = 0x9F2B;
    private static final String ATTR_28 =
            "0003 0000001c 00009f2b 0000fffe 000000ff 0000001e 00000001 00000400 00000800";
    private static final String ATTR_32 =
            "0003 00000020 00009f2b 0000fffe 000000ff 0000001e 00000001 00000400 00000800 00000001";

    private final ClientMessage message = new ClientMessage();

    static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }

    private FrameDefect decode(String hex) {
        return ClientCodec.decode(bytes(hex), message, BOUND);
    }

    private static String encoded(ClientMessage toEncode) {
        ByteBuf stream = Unpooled.buffer();
        ClientCodec.encode(toEncode, stream);
        return ByteBufUtil.hexDump(stream);
    }

    @Nested
    class TheVersion {

        @ParameterizedTest
        @CsvSource({"0001 00000000, 1", "0002 00000000, 2", "0000 00000000, 0",
            "ffff 00000000, 65535", "000d 00000000, 13"})
        void shouldBeTheTypeField(String hex, int version) {
            FrameDefect defect = ClientCodec.decodeVersion(bytes(hex), message);

            assertThat(defect).isEqualTo(FrameDefect.NONE);
            assertThat(message.type()).isEqualTo(FrameType.VERSION);
            assertThat(message.version()).isEqualTo(version);
        }

        @ParameterizedTest
        @ValueSource(strings = {"0001 00000001", "0001 ffffffff", "0001 7fffffff",
            "4745 54202f20"})
        void shouldHaveNoBody(String hex) {
            ByteBuf stream = bytes(hex);

            assertThat(ClientCodec.decodeVersion(stream, message))
                    .isEqualTo(FrameDefect.VERSION_WITH_BODY);
            assertThat(stream.readerIndex()).isZero();
        }

        @Test
        void shouldBeWrittenWithoutBody() {
            message.begin(FrameType.VERSION).version(2);

            assertThat(encoded(message)).isEqualTo("000200000000");
        }
    }

    @Nested
    class Attributes {

        @Test
        void shouldBeReadFromSevenWords() {
            assertThat(decode(ATTR_28)).isEqualTo(FrameDefect.NONE);
            assertThat(message.attributes()).isEqualTo(new ClientAttributes(
                    UNIT_9F2B, 0xFFFE, 0xFF, 30, 1, 1024, 2048, 0, 28));
        }

        @Test
        void shouldBeReadFromEightWords() {
            assertThat(decode(ATTR_32)).isEqualTo(FrameDefect.NONE);
            assertThat(message.attributes()).isEqualTo(new ClientAttributes(
                    UNIT_9F2B, 0xFFFE, 0xFF, 30, 1, 1024, 2048, 1, 32));
            assertThat(message.attributes().wantsCommands()).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {ATTR_28, ATTR_32})
        void shouldBeWrittenAsLongAsTheyAre(String hex) {
            decode(hex);

            assertThat(encoded(message)).isEqualTo(hex.replace(" ", ""));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 4, 24, 27, 29, 31, 33, 36, 1024})
        void shouldHaveNoOtherLength(int length) {
            ByteBuf stream = Unpooled.buffer().writeShort(3).writeInt(length).writeZero(length);

            assertThat(ClientCodec.decode(stream, message, BOUND))
                    .isEqualTo(FrameDefect.WRONG_BODY_LENGTH);
            assertThat(message.type()).isEqualTo(FrameType.ATTR);
            assertThat(stream.isReadable()).isFalse();
        }
    }

    @Nested
    class Pid {

        @Test
        void shouldBeReadShortAndLong() {
            assertThat(decode("000b 00000004 0000abcd")).isEqualTo(FrameDefect.NONE);
            assertThat(message.processId()).isEqualTo(0xABCD);
            assertThat(message.program()).isEmpty();

            assertThat(decode("000b 00000024 0000abce 61625c0a632020" + "20".repeat(25)))
                    .isEqualTo(FrameDefect.NONE);
            assertThat(message.processId()).isEqualTo(0xABCE);
            assertThat(message.program()).isEqualTo("ab\\?c");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 3, 5, 35, 37})
        void shouldHaveNoOtherLength(int length) {
            ByteBuf stream = Unpooled.buffer().writeShort(11).writeInt(length).writeZero(length);

            assertThat(ClientCodec.decode(stream, message, BOUND))
                    .isEqualTo(FrameDefect.WRONG_BODY_LENGTH);
        }

        @Test
        void shouldBeWrittenShortWithoutAndLongWithAName() {
            assertThat(encoded(message.begin(FrameType.PID).processId(1)))
                    .isEqualTo("000b0000000400000001");
            assertThat(encoded(message.begin(FrameType.PID).processId(1).program("rtpd")))
                    .isEqualTo("000b000000240000000172747064" + "20".repeat(28));
        }
    }

    @Nested
    class Packets {

        @Test
        void shouldComeInVersion1AsTheyAre() {
            ByteBuf stream = bytes("0000 00000003 445401 ff");

            assertThat(ClientCodec.decode(stream, message, BOUND)).isEqualTo(FrameDefect.NONE);
            assertThat(message.type()).isEqualTo(FrameType.REFTEK);
            assertThat(ByteBufUtil.hexDump(message.payloadBytes())).isEqualTo("445401");
            assertThat(message.payload()).isSameAs(stream);
            assertThat(stream.readableBytes()).isEqualTo(1);
        }

        @Test
        void shouldComeInVersion2BehindABitThatTheLengthDoesNotCount() {
            ByteBuf stream = bytes("000d 00000003 00000010 445401 ff");

            assertThat(ClientCodec.decode(stream, message, BOUND)).isEqualTo(FrameDefect.NONE);
            assertThat(message.type()).isEqualTo(FrameType.REFTEK_XTND);
            assertThat(message.typeBit()).isEqualTo(Pmask.DT);
            assertThat(ByteBufUtil.hexDump(message.payloadBytes())).isEqualTo("445401");
            assertThat(stream.readableBytes()).isEqualTo(1);
        }

        @Test
        void shouldBe1034BytesOnTheWireInVersion2() {
            ByteBuf stream = Unpooled.buffer().writeShort(13).writeInt(1024).writeZero(4 + 1023);

            assertThat(ClientCodec.decode(stream, message, BOUND))
                    .isEqualTo(FrameDefect.INCOMPLETE);
            assertThat(stream.readerIndex()).isZero();

            stream.writeByte(0);
            assertThat(ClientCodec.decode(stream, message, BOUND)).isEqualTo(FrameDefect.NONE);
            assertThat(stream.readerIndex()).isEqualTo(1034);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 13})
        void shouldBeSkippedWhenTooLong(int type) {
            ByteBuf stream = Unpooled.buffer().writeShort(type).writeInt(1025);
            stream.writeZero(1025 + (type == 13 ? 4 : 0));

            assertThat(ClientCodec.decode(stream, message, BOUND))
                    .isEqualTo(FrameDefect.WRONG_BODY_LENGTH);
            assertThat(stream.isReadable()).isFalse();
        }

        @Test
        void shouldBeReadWhenEmpty() {
            assertThat(decode("0000 00000000")).isEqualTo(FrameDefect.NONE);
            assertThat(message.payloadLength()).isZero();
        }
    }

    @Nested
    class Commands {

        @Test
        void shouldBeReadAndWrittenInVersion1() {
            String hex = "0001 00000007 9f2b 0003 535341";

            assertThat(decode(hex)).isEqualTo(FrameDefect.NONE);
            assertThat(message.unit()).isEqualTo(UNIT_9F2B);
            assertThat(new String(message.payloadBytes())).isEqualTo("SSA");
            assertThat(encoded(message)).isEqualTo(hex.replace(" ", ""));
        }

        @Test
        void shouldBeReadAndWrittenInVersion2() {
            String hex = "000e 00000007 00000400 0000 0003 535341";

            assertThat(decode(hex)).isEqualTo(FrameDefect.NONE);
            assertThat(message.unit()).isZero();
            assertThat(message.typeBit()).isEqualTo(Pmask.CMND);
            assertThat(new String(message.payloadBytes())).isEqualTo("SSA");
            assertThat(encoded(message)).isEqualTo(hex.replace(" ", ""));
        }

        @Test
        void shouldBeCutAtTheirOwnLength() {
            assertThat(decode("0001 00000008 9f2b 0003 535341 00")).isEqualTo(FrameDefect.NONE);
            assertThat(new String(message.payloadBytes())).isEqualTo("SSA");
        }

        @ParameterizedTest
        @CsvSource({
            "0001 00000003 9f2b00, WRONG_BODY_LENGTH",
            "0001 00000007 9f2b 0004 535341, COMMAND_LENGTH",
            "0001 00000004 9f2b ffff, COMMAND_LENGTH",
            "000e 00000007 00000400 9f2b 0004 535341, COMMAND_LENGTH"
        })
        void shouldNotBelieveALengthThatTheBodyDoesNotHave(String hex, FrameDefect defect) {
            ByteBuf stream = bytes(hex);

            assertThat(ClientCodec.decode(stream, message, BOUND)).isEqualTo(defect);
            assertThat(defect.endsStream()).isFalse();
            assertThat(stream.isReadable()).isFalse();
        }

        @Test
        void shouldBeAtMost1024Bytes() {
            ByteBuf longest = Unpooled.buffer().writeShort(1).writeInt(1028)
                    .writeShort(0).writeShort(1024).writeZero(1024);
            ByteBuf tooLong = Unpooled.buffer().writeShort(1).writeInt(1029)
                    .writeShort(0).writeShort(1025).writeZero(1025);

            assertThat(ClientCodec.decode(longest, message, BOUND)).isEqualTo(FrameDefect.NONE);
            assertThat(ClientCodec.decode(tooLong, message, BOUND))
                    .isEqualTo(FrameDefect.COMMAND_LENGTH);
        }
    }

    @Nested
    class Lengths {

        @ParameterizedTest
        @CsvSource({"0000 ffffffff, NEGATIVE_LENGTH", "0000 80000000, NEGATIVE_LENGTH",
            "0000 00001001, LENGTH_BOUND", "000d 7fffffff, LENGTH_BOUND",
            "1234 7fffffff, LENGTH_BOUND", "1234 ffffffff, NEGATIVE_LENGTH"})
        void shouldEndTheStreamWhenNegativeOrOverTheBound(String hex, FrameDefect defect) {
            ByteBuf stream = bytes(hex);

            assertThat(ClientCodec.decode(stream, message, BOUND)).isEqualTo(defect);
            assertThat(defect.endsStream()).isTrue();
            assertThat(stream.readerIndex()).isZero();
        }

        @ParameterizedTest
        @ValueSource(ints = {16, 100, 0x0102, 0xFFFF})
        void shouldSkipUnknownTypesWithinTheBound(int type) {
            ByteBuf stream = Unpooled.buffer().writeShort(type).writeInt(BOUND).writeZero(BOUND);
            stream.writeShort(2).writeInt(0);

            assertThat(ClientCodec.decode(stream, message, BOUND)).isEqualTo(FrameDefect.NONE);
            assertThat(message.type()).isEqualTo(FrameType.UNKNOWN);
            assertThat(message.typeCode()).isEqualTo(type);
            assertThat(ClientCodec.decode(stream, message, BOUND)).isEqualTo(FrameDefect.NONE);
            assertThat(message.type()).isEqualTo(FrameType.NOP);
        }

        @ParameterizedTest
        @ValueSource(ints = {2, 4, 5, 6, 7, 8, 9, 10, 12, 15})
        void shouldReadTypesWithoutBodyWithOrWithoutOne(int type) {
            ByteBuf stream = Unpooled.buffer().writeShort(type).writeInt(0)
                    .writeShort(type).writeInt(3).writeZero(3);

            for (int i = 0; i < 2; i++) {
                assertThat(ClientCodec.decode(stream, message, BOUND)).isEqualTo(FrameDefect.NONE);
                assertThat(message.type().code()).isEqualTo(type);
            }
            assertThat(stream.isReadable()).isFalse();
        }
    }

    @Test
    void shouldReadTheSameWhereverTheStreamIsSplit() {
        ByteBuf whole = bytes(ATTR_28 + ATTR_32 + "000b 00000004 00000001"
                + "000d 00000003 00000010 445401" + "0001 00000007 9f2b 0003 535341"
                + "1234 00000002 ffff" + "0002 00000000");
        for (int split = 0; split <= whole.writerIndex(); split++) {
            ByteBuf stream = Unpooled.buffer().writeBytes(whole, 0, split);
            StringBuilder read = new StringBuilder();
            readAll(stream, read);
            stream.writeBytes(whole, split, whole.writerIndex() - split);
            readAll(stream, read);

            assertThat(read).hasToString("ATTR ATTR PID REFTEK_XTND CMDPKT UNKNOWN NOP ");
            assertThat(stream.isReadable()).isFalse();
        }
    }

    private void readAll(ByteBuf stream, StringBuilder read) {
        while (ClientCodec.decode(stream, message, BOUND) == FrameDefect.NONE) {
            read.append(message.type()).append(' ');
        }
    }

    @Test
    void shouldNeverThrowAndNeverReadBeyondAnyBytes() {
        Random random = new Random(2543);
        for (int i = 0; i < 300_000; i++) {
            byte[] any = new byte[random.nextInt(64)];
            random.nextBytes(any);
            if (any.length > 5 && random.nextInt(4) > 0) {
                any[0] = 0;
                any[1] = (byte) random.nextInt(17);
                any[2] = 0;
                any[3] = 0;
                any[4] = 0;
                any[5] = (byte) random.nextInt(48);
            }
            ByteBuf stream = Unpooled.wrappedBuffer(any);

            assertThatCode(() -> drain(stream)).doesNotThrowAnyException();
        }
    }

    private void drain(ByteBuf stream) {
        ClientCodec.decodeVersion(stream.duplicate(), message);
        int before = -1;
        while (stream.readerIndex() > before) {
            before = stream.readerIndex();
            FrameDefect defect = ClientCodec.decode(stream, message, BOUND);
            if (defect == FrameDefect.NONE) {
                message.payloadBytes();
                assertThat(message.toString()).isNotEmpty();
            }
            boolean stays = defect == FrameDefect.INCOMPLETE || defect.endsStream();
            assertThat(stream.readerIndex() == before).isEqualTo(stays);
        }
    }

    @Test
    void shouldWriteWhatItReads() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            int type = random.nextInt(18);
            int length = switch (type) {
                case 3 -> random.nextBoolean() ? 28 : 32;
                case 11 -> random.nextBoolean() ? 4 : 36;
                default -> 4 + random.nextInt(30);
            };
            byte[] body = new byte[length];
            random.nextBytes(body);
            ByteBuf frame = Unpooled.buffer().writeShort(type).writeInt(length);
            if (type == 13 || type == 14) {
                frame.writeInt(random.nextInt());
            }
            int start = frame.writerIndex();
            frame.writeBytes(body);
            if (type == 1 || type == 14) {
                frame.setShort(start + 2, length - 4);
            }
            ByteBuf written = Unpooled.buffer();

            FrameDefect defect = ClientCodec.decode(frame, message, BOUND);
            ClientCodec.encode(message, written);

            assertThat(defect).isEqualTo(FrameDefect.NONE);
            assertThat(written).isEqualTo(frame.readerIndex(0));
        }
    }
}
