package org.openrtpd.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacketFilterTest {

    private static final int PACKET = 1024;
    private static final int DECISIONS = 200_000;
    private static final String LETTERS = "ADCDDSDTEHETOMSHSCFD";

    static Stream<String> decisions() throws IOException {
        try (InputStream table =
                PacketFilterTest.class.getResourceAsStream("/client-leg/packet-filter.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void shouldDecideAsTheTableSays(String line) {
        String[] column = line.split(" +", 10);
        LegVersion version = column[0].equals("1") ? LegVersion.V1 : LegVersion.V2;
        ClientAttributes asked = asked(hex(column[2]), hex(column[1]), hex(column[3]));
        int length = Integer.parseInt(column[7]);
        ByteBuf packet = packet(hex(column[4]), hex(column[5]), hex(column[6]));

        boolean accepted = new PacketFilter(asked.granted(version), version)
                .accepts(packet, packet.readerIndex(), length);

        assertThat(accepted).isEqualTo(column[8].equals("yes"));
    }

    @Test
    void shouldHaveAVectorForEveryRuleAndEveryLetterPair() throws IOException {
        List<String> lines = decisions().toList();

        assertThat(lines).hasSizeGreaterThan(90);
        assertThat(lines).allMatch(line -> line.matches("[12] .* (yes|no) .*"));
    }

    /** The same rules a second time, as a list of refusals, to be disagreed with. */
    private static boolean expected(boolean v1, int pmask, int dasid, int smask, ByteBuf p) {
        int all = v1 ? 0xFFFF : 0x3FFFF;
        if ((pmask & all) == all) {
            return true;
        }
        int first = p.getUnsignedByte(0);
        String letters = p.toString(0, 2, StandardCharsets.ISO_8859_1);
        int place = LETTERS.indexOf(letters);
        while (place % 2 == 1) {
            place = LETTERS.indexOf(letters, place + 1);
        }
        int[] bits = {2, 4, 8, 0x10, 0x20, 0x40, 0x80, 0x100, 0x200, 0x800};
        boolean spec = first == 1 || first == 0x85;
        boolean command = first == 0x80 || first == 0x84;
        int bit = spec ? 1 : command ? 0x400 : place < 0 ? 0 : bits[place / 2];
        int unit = v1 ? dasid & 0xFFFF : dasid;
        int streams = v1 ? smask & 0xFFFF : smask;
        int stream = p.getUnsignedByte(18) / 16 * 10 + p.getUnsignedByte(18) % 16;
        boolean asked = (pmask & bit) != 0;
        boolean unitFits = spec || unit == 0 || p.getUnsignedShort(4) == unit;
        boolean streamFits = bit != 0x10 || unit == 0 || (streams >>> stream % 32 & 1) == 1;
        return asked && unitFits && streamFits;
    }

    @Test
    void shouldAgreeWithASecondWritingOfTheRulesForAnyPacketAndAnyAttributes() {
        Random random = new Random(88_200);
        List<String> disagreements = new ArrayList<>();
        ByteBuf packet = Unpooled.buffer(PACKET).writeZero(PACKET);
        int accepted = 0;
        for (int i = 0; i < DECISIONS; i++) {
            byte[] header = new byte[24];
            random.nextBytes(header);
            packet.setBytes(0, header);
            if (random.nextInt(4) > 0) {
                int pair = random.nextInt(10) * 2;
                packet.setByte(0, LETTERS.charAt(pair)).setByte(1, LETTERS.charAt(pair + 1));
            } else if (random.nextBoolean()) {
                packet.setByte(0, new int[] {1, 0x80, 0x84, 0x85}[random.nextInt(4)]);
            }
            packet.setShort(4, random.nextInt(3));
            int pmask = random.nextInt(8) == 0 ? -1 : random.nextInt();
            int dasid = random.nextInt(3) | random.nextInt(2) << 16;
            int smask = random.nextInt();
            boolean v1 = random.nextBoolean();
            LegVersion version = v1 ? LegVersion.V1 : LegVersion.V2;

            boolean answer = new PacketFilter(asked(dasid, pmask, smask).granted(version), version)
                    .accepts(packet, 0, PACKET);

            accepted += answer ? 1 : 0;
            if (answer != expected(v1, pmask, dasid, smask, packet)) {
                disagreements.add(version + " " + pmask + " " + dasid + " " + smask);
            }
        }
        assertThat(disagreements).isEmpty();
        assertThat(accepted).isBetween(DECISIONS / 10, DECISIONS * 9 / 10);
    }

    @Test
    void shouldReadNothingOutsideThePacket() {
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            int length = random.nextInt(40);
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            if (length > 1 && random.nextBoolean()) {
                bytes[0] = 'D';
                bytes[1] = 'T';
            }
            ClientAttributes asked = asked(random.nextInt(2), random.nextInt(), -1);

            // An exact buffer: a look beyond its end would throw.
            new PacketFilter(asked.granted(LegVersion.V1), LegVersion.V1)
                    .accepts(Unpooled.wrappedBuffer(bytes), 0, length);
        }
    }

    private static ClientAttributes asked(int dasid, int pmask, int smask) {
        return new ClientAttributes(dasid, pmask, smask, 30, 0, 0, 0, 0, 28);
    }

    private static ByteBuf packet(int letters, int unit, int streamByte) {
        ByteBuf packet = Unpooled.buffer().writeInt(0xDEADBEEF).skipBytes(4);
        int start = packet.readerIndex();
        packet.writeZero(PACKET + 1);
        packet.setShort(start, letters).setShort(start + 4, unit);
        return packet.setByte(start + 18, streamByte);
    }

    private static int hex(String digits) {
        return Integer.parseUnsignedInt(digits, 16);
    }
}
