package org.openrtpd.app.decode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Packets of all types, most of them sound, with content and damage of every kind, by a seed. */
final class RandomPackets {

    private static final int PACKET = 1024;
    private static final int FRAMES_OFFSET = 64;
    private static final int MILLIS_PER_SAMPLE = 10;
    private static final String[] TYPES = {
        "DT", "DT", "DT", "DT", "DT", "DT", "EH", "ET", "SH", "SC", "DS", "DS", "AD", "CD", "OM", "FD",
        "FD", "NH"
    };
    private static final String[] TRIGGERS = {
        "CON ", "CRS ", "EVT ", "EXT ", "RAD ", "LEV ", "LVL ", "TIM ", "TML ", "VOT ", "CAL ", "    "
    };
    private static final String[] RATES = {
        "100 ", "100 ", "100 ", "0.1 ", "40  ", "100.", ".5  ", "0   ", "    ", "1'0\"", "\0\u00851 "
    };
    private static final int[] FORMATS = {0x16, 0x32, 0x33, 0xC0, 0xC1, 0xC2, 0xC3};
    private static final int[] CAPACITIES = {500, 250, 250, 892, 892, 1561, 1561};
    private static final String CHARACTERS =
            " 0123456789.:-+NSEWCOABXYZ\r\n\0\t\u001c\u0085\u00a0'\"\\\u00ad\u00e9";

    private final SplittableRandom random;
    private final Map<Integer, Long> clocks = new HashMap<>();
    private int sequence;

    RandomPackets(long seed) {
        random = new SplittableRandom(seed);
    }

    /** So many whole packets, and maybe the beginning of one more. */
    byte[] file(int packets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < packets; i++) {
            bytes.writeBytes(packet());
        }
        bytes.write(packet(), 0, oneOf(0, 1, 15, 16, 500, 1023));
        return bytes.toByteArray();
    }

    byte[] packet() {
        String type = TYPES[random.nextInt(TYPES.length)];
        ByteBuffer packet = ByteBuffer.allocate(PACKET);
        int unit = oneOf(0x9E16, 0x91F5);
        int stream = oneOf(0, 0, 1, 8);
        int channel = random.nextInt(3);
        int key = unit << 16 | stream << 8 | channel;
        long millis = clocks.getOrDefault(key, (long) random.nextInt(100_000));
        for (int at = 16; at < PACKET; ) {
            at += text(packet, at, Math.min(oneOf(1, 2, 4, 8, 16, 40), PACKET - at));
        }
        int byteCount = oneOf(1024, 416, 24, 24 + random.nextInt(1000), random.nextInt(2000));
        switch (type) {
            case "DT" -> {
                int format = random.nextInt(FORMATS.length);
                int samples = oneOf(random.nextInt(200), random.nextInt(200), 0, 1,
                        CAPACITIES[format], CAPACITIES[format] + 1);
                data(packet, stream, channel, format, samples);
                clocks.put(key, Math.max(0, millis + (long) samples * MILLIS_PER_SAMPLE
                        + oneOf(0, 0, 0, 0, 0, 1, -1, 1000, -500)));
                byteCount = oneOf(1024, 1024, 24 + 2 * samples, 24 + 4 * samples);
            }
            case "EH", "ET" -> event(packet, stream);
            case "DS" -> {
                for (int block = 0; block < 4; block++) {
                    put(packet, 16 + 230 * block + 64, TRIGGERS[random.nextInt(TRIGGERS.length)]);
                }
            }
            case "FD" -> filters(packet);
            default -> { }
        }
        if (!type.equals("DT") && random.nextInt(5) > 0) {
            time(packet, PACKET - 16);
        }
        header(packet, type, unit, millis, byteCount);
        damage(packet);
        return packet.array();
    }

    private void header(ByteBuffer packet, String type, int unit, long millis, int byteCount) {
        put(packet, 0, type);
        bcd(packet, 2, String.format("%02d", oneOf(0, 0, 12)) + "26");
        packet.putShort(4, (short) unit);
        bcd(packet, 6, String.format("%03d%02d%02d%02d%03d", millis / 86_400_000 + 1,
                millis / 3_600_000 % 24, millis / 60_000 % 60, millis / 1000 % 60, millis % 1000));
        bcd(packet, 12, String.format("%04d%04d", byteCount, sequence++ % 10_000));
    }

    private void extended(ByteBuffer packet, int stream, int channel, int samples, int format) {
        bcd(packet, 16, String.format("%04d%02d%02d%04d", oneOf(1, 1, 1, 2, 7), stream, channel,
                samples));
        packet.put(22, (byte) oneOf(0, 0, 0, random.nextInt(256)));
        packet.put(23, (byte) FORMATS[format]);
    }

    private void data(ByteBuffer packet, int stream, int channel, int format, int samples) {
        byte[] noise = new byte[PACKET - 24];
        random.nextBytes(noise);
        packet.put(24, noise);
        extended(packet, stream, channel, samples, format);
        if (FORMATS[format] >= 0xC0 && random.nextInt(5) > 0) {
            steim(packet, FORMATS[format] >= 0xC2, samples);
        }
    }

    /** Frames with the right sums, as long as the words are enough. */
    private void steim(ByteBuffer packet, boolean level2, int samples) {
        int first = random.nextInt(-1000, 1000);
        int last = first;
        int made = 0;
        packet.put(FRAMES_OFFSET, new byte[PACKET - FRAMES_OFFSET]);
        for (int frame = 0; frame < 15 && made < samples; frame++) {
            int codes = 0;
            for (int word = frame == 0 ? 3 : 1; word < 16 && made < samples; word++) {
                int at = FRAMES_OFFSET + frame * 64 + word * 4;
                int difference = oneOf(0, 1, -1, 100, -128, 20_000, -300);
                boolean four = random.nextInt(3) > 0;
                int code = four ? 1 : level2 ? 2 : 3;
                if (four) {
                    packet.putInt(at, (difference & 0x7F) * 0x01010101);
                } else {
                    packet.putInt(at, level2 ? 1 << 30 | difference & 0x3FFF_FFFF : difference);
                }
                codes |= code << 2 * (15 - word);
                for (int i = 0; i < (four ? 4 : 1) && made < samples; i++) {
                    last += made == 0 ? 0 : four ? difference & 0x7F : difference;
                    // A difference of seven bits is its own sign in eight.
                    made++;
                }
            }
            packet.putInt(FRAMES_OFFSET + frame * 64, codes);
        }
        packet.putInt(FRAMES_OFFSET + 4, first).putInt(FRAMES_OFFSET + 8, last);
    }

    private void event(ByteBuffer packet, int stream) {
        extended(packet, stream, 0, 0, random.nextInt(FORMATS.length));
        put(packet, 88, RATES[random.nextInt(RATES.length)]);
        for (int at = 96; at < 160; at += 16) {
            time(packet, at);
        }
        if (random.nextInt(3) > 0) {
            put(packet, 918, String.format(Locale.ROOT, "%c %02d%06.3f%c%03d%06.3f%c%05d",
                    "NS".charAt(random.nextInt(2)), random.nextInt(90), random.nextDouble(59.99),
                    "EW".charAt(random.nextInt(2)), random.nextInt(180), random.nextDouble(59.99),
                    "+-".charAt(random.nextInt(2)), random.nextInt(9000)));
        }
    }

    private void filters(ByteBuffer packet) {
        int at = 16;
        for (int block = random.nextInt(8); block > 0 && at + 8 <= 1008; block--) {
            int count = oneOf(0, random.nextInt(60), random.nextInt(256));
            int format = oneOf(0x16, 0x32, 0x16, 0x32, 0x33);
            packet.put(at, (byte) oneOf(0, 1, 1, 1)).put(at + 4, (byte) count)
                    .put(at + 5, (byte) count).put(at + 7, (byte) format);
            int length = 8 + count * (format == 0x32 ? 4 : 2);
            at += length + (-length & 3);
        }
    }

    private void time(ByteBuffer packet, int at) {
        if (random.nextInt(5) == 0) {
            return;
        }
        String text = String.format("20%02d%03d%02d%02d%02d%03d", random.nextInt(100),
                random.nextInt(369), random.nextInt(25), random.nextInt(61), random.nextInt(62),
                random.nextInt(1000));
        put(packet, at, random.nextInt(5) == 0 ? text.substring(0, 13) + "   " : text);
    }

    private int text(ByteBuffer packet, int at, int length) {
        int kind = random.nextInt(10);
        for (int i = 0; i < length; i++) {
            int character = kind < 4 ? ' ' : kind < 6 ? '0' + random.nextInt(10)
                    : kind < 9 ? CHARACTERS.charAt(random.nextInt(CHARACTERS.length()))
                    : random.nextInt(256);
            packet.put(at + i, (byte) character);
        }
        return length;
    }

    private void damage(ByteBuffer packet) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            random.nextBytes(packet.array());
        } else if (kind < 4) {
            for (int i = oneOf(1, 1, 3, 20); i > 0; i--) {
                packet.put(random.nextInt(oneOf(24, PACKET)), (byte) random.nextInt(256));
            }
        }
    }

    private int oneOf(int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static void put(ByteBuffer packet, int at, String text) {
        packet.put(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void bcd(ByteBuffer packet, int at, String digits) {
        for (int i = 0; i < digits.length(); i += 2) {
            packet.put(at + i / 2, (byte) Integer.parseInt(digits.substring(i, i + 2), 16));
        }
    }
}
