package org.openrtpd.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openrtpd.protocol.record.Bcd;
import org.openrtpd.protocol.record.DataFormat;
import org.openrtpd.protocol.record.PacketHeader;

/**
 * Damaged packets by seed, read by a decoder that is not ours and by ours (record format, sections
 * 4 and 13). Where the two are known to differ: it decodes packets of streams and channels that
 * section 13 refuses, and says nothing of surplus differences.
 */
class IndependentDecoderTest {

    private static final int PACKETS = 10_000;
    private static final int HIGHEST_STREAM = 8;
    private static final int HIGHEST_CHANNEL = 31;
    private static final int LOWEST_BYTE_COUNT = 24;

    private final SampleDecoder decoder = new SampleDecoder();
    private final int[] samples = new int[SampleDecoder.MAX_SAMPLES];

    @Test
    @Tag("slow")
    void shouldAgreeOnRandomDamage(@TempDir Path directory) throws Exception {
        SharedFiles.directory("tools");
        ByteBuf packets = damagedPackets(20_261_121);
        Path file = directory.resolve("damaged");
        Files.write(file, packets.array());

        List<String> lines = SharedFiles.decodedByPython(file);

        assertThat(lines).hasSize(PACKETS);
        int[] seen = new int[SampleDefect.values().length];
        for (int i = 0; i < PACKETS; i++) {
            int start = i * PacketHeader.PACKET_LENGTH;
            ByteBuf packet = packets.slice(start, PacketHeader.PACKET_LENGTH);
            int count = decoder.decode(packet, 0, samples);
            assertThat(ours(packet, count)).as("packet %d", i).isEqualTo(theirs(lines.get(i)));
            decoder.defects().forEach(defect -> seen[defect.ordinal()]++);
        }
        for (SampleDefect defect : SampleDefect.values()) {
            if (defect != SampleDefect.TRUNCATED) {
                assertThat(seen[defect.ordinal()]).as(defect.name()).isGreaterThan(20);
            }
        }
    }

    private List<String> ours(ByteBuf packet, int count) {
        List<String> facts = new ArrayList<>();
        decoder.defects().forEach(defect -> facts.add(
                defect == SampleDefect.BAD_CODE ? "BAD_CODE " + decoder.badWord() : defect.name()));
        if (decoder.has(SampleDefect.NOT_DATA) || decoder.has(SampleDefect.UNDECODABLE)
                || decoder.has(SampleDefect.UNKNOWN_FORMAT)) {
            assertThat(count).isZero();
            return facts;
        }
        DataFormat format = new DataPacket().wrap(packet, 0).format();
        facts.add("sha256=" + (count == 0 ? null : sha256(count)));
        facts.add("x0=" + (format.isCompressed() ? decoder.x0() : null));
        facts.add("xn=" + (format.isCompressed() ? decoder.xn() : null));
        facts.add("d0=" + (decoder.hasFirstDifference() ? decoder.firstDifference() : null));
        facts.add("diffs=" + (format.isCompressed() ? decoder.differences() : null));
        facts.add("overscaled=" + (format.hasOverscaleBits() ? decoder.overscaledSamples() : null));
        return facts;
    }

    private static List<String> theirs(String json) {
        String errors = json.substring(json.indexOf("\"errors\": ["));
        List<String> facts = new ArrayList<>();
        if (!"DT".equals(field(json, "type"))) {
            return List.of("NOT_DATA");
        }
        if (Pattern.compile("BAD_BCD (seq|event|stream|channel|nsamp)").matcher(errors).find()
                || number(json, "stream0") > HIGHEST_STREAM
                || number(json, "channel0") > HIGHEST_CHANNEL) {
            facts.add("UNDECODABLE");
        }
        if (errors.contains("BAD_FORMAT")) {
            facts.add("UNKNOWN_FORMAT");
        }
        if (!facts.isEmpty()) {
            return facts;
        }
        int max = DataFormat.of(Integer.parseInt(field(json, "format"), 16)).maxSamples();
        String differences = field(json, "diffs_in_frames");
        add(facts, errors.contains("NSAMP_TOO_BIG"), "TOO_MANY");
        // Section 13: below 24 the byte count says nothing at all.
        add(facts, errors.contains("BYTES_SHORT") && number(json, "bytes") >= LOWEST_BYTE_COUNT,
                "BYTES_SHORT");
        add(facts, errors.contains("STEIM_SHORT"), "SHORT");
        add(facts, errors.contains("STEIM_XN_MISMATCH"), "MISMATCH");
        Matcher code = Pattern.compile("STEIM_BAD_CODE ([^\"]*)").matcher(errors);
        add(facts, code.find(), "BAD_CODE " + (code.reset().find() ? code.group(1) : ""));
        add(facts, differences != null
                && Integer.parseInt(differences) > Math.min(max, number(json, "nsamp")), "SURPLUS");
        facts.add("sha256=" + field(json, "sha256"));
        facts.add("x0=" + field(json, "x0"));
        facts.add("xn=" + field(json, "xn"));
        facts.add("d0=" + field(json, "d0"));
        facts.add("diffs=" + differences);
        facts.add("overscaled=" + field(json, "overscaled_samples"));
        return facts;
    }

    private static void add(List<String> facts, boolean present, String fact) {
        if (present) {
            facts.add(fact);
        }
    }

    private String sha256(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES);
        bytes.asIntBuffer().put(samples, 0, count);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int number(String json, String name) {
        String value = field(json, name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    /** A field's text, or null where it is absent or null, as in the JSON. */
    private static String field(String json, String name) {
        Matcher match = Pattern.compile("\"" + name + "\": \"?([^\",}\\]]*)").matcher(json);
        return match.find() && !match.group(1).equals("null") ? match.group(1) : null;
    }

    private static ByteBuf damagedPackets(long seed) {
        RandomPackets source = new RandomPackets(seed);
        SplittableRandom random = source.random();
        ByteBuf packets = Unpooled.wrappedBuffer(new byte[PACKETS * PacketHeader.PACKET_LENGTH]);
        for (int i = 0; i < PACKETS; i++) {
            int start = i * PacketHeader.PACKET_LENGTH;
            DataFormat format = source.format();
            int full = random.nextInt(10) == 0 ? 2000 : 150;
            int[] samples = source.samplesFor(format, random.nextInt(full));
            source.header(packets, start);
            new SampleEncoder(format)
                    .encode(packets, start, samples, 0, samples.length, random.nextInt());
            int blows = random.nextInt(4);
            for (int blow = 0; blow < blows; blow++) {
                damage(packets, start, random);
            }
        }
        return packets;
    }

    private static void damage(ByteBuf packets, int start, SplittableRandom random) {
        switch (random.nextInt(10)) {
            case 0 -> packets.setByte(start + random.nextInt(24), random.nextInt(256));
            case 1 -> packets.setByte(start + random.nextInt(1024), random.nextInt(256));
            case 2 -> packets.setInt(start + 64 * (1 + random.nextInt(2)), random.nextInt());
            case 3 -> packets.setInt(start + 64 * (1 + random.nextInt(15)), random.nextInt());
            case 4 -> packets.setInt(start + 64 + 4 * random.nextInt(30), random.nextInt());
            case 5 -> packets.setByte(start + 23, new byte[] {0x16, 0x32, 0x33, (byte) 0xC0,
                (byte) 0xC1, (byte) 0xC2, (byte) 0xC3, 0x34}[random.nextInt(8)]);
            case 6 -> Bcd.put(packets, start + 20, 0, 4, random.nextInt(10_000));
            case 7 -> packets.setByte(start + 12, random.nextInt(0x12));
            case 8 -> packets.setByte(start + 18 + random.nextInt(2), random.nextInt(256));
            default -> {
                if (random.nextInt(8) == 0) {
                    for (int i = 24; i < 1024; i += 4) {
                        packets.setInt(start + i, random.nextInt());
                    }
                }
            }
        }
    }
}
