package org.openrtpd.protocol.record;

/** What the one-character codes of an EH or ET mean (record format, sections 6.2 to 6.8). */
public final class EventCodes {

    /** Answer for a blank: the recorder does not say. */
    public static final String UNKNOWN = "";

    private EventCodes() {}

    /** Section 6.2: "internal", "GPS". */
    public static String timeSource(char code) {
        return switch (code) {
            case '1' -> "internal";
            case '2' -> "GPS";
            default -> other(code);
        };
    }

    /** Section 6.3: "never locked", or days since the clock was locked, "3 days". */
    public static String timeQuality(char code) {
        if (code >= '0' && code <= '9') {
            return code + " days";
        }
        return code == '?' ? "never locked" : other(code);
    }

    /** Section 6.4: "x32", "12dB". */
    public static String gain(char code) {
        return switch (code) {
            case '1' -> "x1";
            case '2' -> "x8";
            case '3' -> "x32";
            case '4' -> "x128";
            case '5' -> "x512";
            case '6' -> "x2048";
            case '7' -> "x8192";
            case '8' -> "x100";
            case 'A' -> "12dB";
            case 'B' -> "24dB";
            case 'C' -> "36dB";
            case 'D' -> "48dB";
            case 'E' -> "60dB";
            case 'F' -> "x2";
            case 'G' -> "x4";
            case 'H' -> "x16";
            case 'I' -> "x64";
            case 'J' -> "x256";
            default -> other(code);
        };
    }

    /** Section 6.5: "24-bit". */
    public static String resolution(char code) {
        return switch (code) {
            case '1' -> "8-bit";
            case '2' -> "16-bit";
            case '3' -> "24-bit";
            case '4' -> "32-bit";
            case 'A' -> "10-bit";
            case 'B' -> "11-bit";
            case 'C' -> "12-bit";
            default -> other(code);
        };
    }

    /** Section 6.6, of channels and sensors: "+-10 V". */
    public static String fullScale(char code) {
        return switch (code) {
            case '1' -> "+-3.75 V";
            case '2' -> "+-5 V";
            case '3' -> "+-10 V";
            case '4' -> "+-20 V";
            case 'R' -> "0-3.34 V";
            case 'T' -> "0-512 K";
            case 'V' -> "0-20.875 V";
            default -> other(code);
        };
    }

    /** Section 6.7: "m/s". */
    public static String sensorUnit(char code) {
        return switch (code) {
            case 'A' -> "m/s**2";
            case 'D' -> "m";
            case 'G' -> "g";
            case 'V' -> "m/s";
            case 'T' -> "kelvin";
            case 'P' -> "voltage";
            default -> other(code);
        };
    }

    /** Section 6.8: "CS5322 filter 2:1". */
    public static String filter(char code) {
        return switch (code) {
            case '0' -> "REF TEK soft 2:1";
            case '1' -> "REF TEK soft 4:1";
            case '2' -> "REF TEK soft 5:1";
            case '3' -> "REF TEK hard 2:1";
            case '4' -> "REF TEK hard 4:1";
            case '5' -> "REF TEK hard 5:1";
            case 'A' -> "CS5322 input 8:1";
            case 'B' -> "CS5322 filter 2:1";
            case 'C' -> "CS5322 output 2:1";
            case 'D' -> "FIR stage 1 2:1";
            case 'E' -> "FIR stage 2 2:1";
            case 'F' -> "FIR stage 3 4:1";
            case 'G' -> "FIR stage 4 2:1";
            default -> sincClock(code);
        };
    }

    private static String sincClock(char code) {
        return switch (code) {
            case 'M' -> "sinc 163.84K";
            case 'N' -> "sinc 81.92K";
            case 'P' -> "sinc 409.6K";
            case 'Q' -> "sinc 819.2K";
            case 'R' -> "sinc 1024K";
            case 'S' -> "sinc 8.192K";
            case 'T' -> "sinc 40.96K";
            case 'U' -> "sinc 204.8K";
            case 'V' -> "sinc 512K";
            case 'W' -> "sinc 4.096K";
            case 'X' -> "sinc 20.48K";
            case 'Y' -> "sinc 102.4K";
            case 'Z' -> "sinc 256K";
            default -> other(code);
        };
    }

    /** A code that no table has is shown as it is, behind a question mark. */
    private static String other(char code) {
        return code == ' ' ? UNKNOWN : "?" + code;
    }
}
