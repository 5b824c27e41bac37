package org.openrtpd.app.send;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import org.openrtpd.protocol.record.UnitId;

/**
 * What a recorder plausibly answers to a command (record format, appendix A), so that the way of
 * commands and answers can be tried without an instrument.
 *
 * <pre>
 *   0x85 | 0x00 | unit, 4 hex digits | length, 4 digits | code 2 | body | code 2 | CRC-16, 4 hex | CR LF
 * </pre>
 *
 * The length counts from the first code to CR LF; the CRC begins with 0xFFFF and is over unit to
 * second code.
 */
final class CommandAnswer {

    private static final int RESPONSE = 0x85;
    private static final int CODE_OFFSET = 10;
    private static final int CODE_LENGTH = 2;
    private static final int STATUS_TYPE_OFFSET = CODE_OFFSET + CODE_LENGTH;
    private static final int CRC_AND_END = 6;
    private static final int CRC_POLYNOMIAL = 0x1021;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy:DDD:HH:mm:ss ", Locale.ROOT);

    private CommandAnswer() {}

    /** The answer of a unit to a command at a time. */
    static byte[] to(byte[] command, int unit, LocalDateTime time) {
        String code = text(command, CODE_OFFSET, CODE_LENGTH, "??");
        String body = code.equals("SS")
                ? status(text(command, STATUS_TYPE_OFFSET, CODE_LENGTH, "  "), time) : "";
        String inner = code + body + code;
        String counted = String.format(Locale.ROOT, "%s%04d%s", UnitId.format(unit),
                inner.length() + CRC_AND_END, inner);
        byte[] checked = counted.getBytes(StandardCharsets.US_ASCII);
        byte[] end = String.format("%04X\r\n", crc16(checked)).getBytes(StandardCharsets.US_ASCII);
        byte[] answer = new byte[2 + checked.length + end.length];
        answer[0] = (byte) RESPONSE;
        System.arraycopy(checked, 0, answer, 2, checked.length);
        System.arraycopy(end, 0, answer, 2 + checked.length, end.length);
        return answer;
    }

    private static String text(byte[] command, int offset, int length, String otherwise) {
        boolean there = command.length >= offset + length;
        String text = there
                ? new String(Arrays.copyOfRange(command, offset, offset + length),
                        StandardCharsets.US_ASCII)
                : otherwise;
        return text.matches("[ -~]+") ? text : otherwise;
    }

    private static String status(String type, LocalDateTime time) {
        String now = type + TIME.format(time.atOffset(ZoneOffset.UTC));
        return switch (type) {
            case "US" -> now + "13.8" + "3.3 " + "21.5  " + "14.1";
            case "XC" -> now + "00:00:02" + "+00.000.001" + "L" + "08" + "N035:46.2500" + "E139:45.0000"
                    + "+00040" + "Y" + "C";
            case "DK" -> now + "  8000" + "   400" + "  7600" + "  8000" + "     0" + "  8000" + "1" + "N"
                    + "00";
            case "AQ" -> now + "Y" + "Y" + "000001" + "01" + "  2560" + "   120" + "  2440";
            default -> now;
        };
    }

    private static int crc16(byte[] bytes) {
        int crc = 0xFFFF;
        for (byte b : bytes) {
            crc ^= (b & 0xFF) << 8;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 0x8000) != 0 ? crc << 1 ^ CRC_POLYNOMIAL : crc << 1;
            }
        }
        return crc & 0xFFFF;
    }
}
