package org.openrtpd.protocol.health;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.protocol.health.SohMessage.Acquisition;
import org.openrtpd.protocol.health.SohMessage.ClockChanged;
import org.openrtpd.protocol.health.SohMessage.ClockDifference;
import org.openrtpd.protocol.health.SohMessage.ClockSet;
import org.openrtpd.protocol.health.SohMessage.Fix;
import org.openrtpd.protocol.health.SohMessage.GpsSwitch;
import org.openrtpd.protocol.health.SohMessage.Lock;
import org.openrtpd.protocol.health.SohMessage.Memory;
import org.openrtpd.protocol.health.SohMessage.Notice;
import org.openrtpd.protocol.health.SohMessage.PhaseError;
import org.openrtpd.protocol.health.SohMessage.Power;
import org.openrtpd.protocol.health.SohMessage.Restart;
import org.openrtpd.protocol.health.SohMessage.TimeJerk;
import org.openrtpd.protocol.record.PacketTime;

/**
 * The catalogue of section 10. One line is read by one of these: its blanks are made single, then
 * the rows are tried in an order in which no row hides another one's text.
 *
 * <p>Every repetition in a pattern is bounded or possessive, so a line of any length costs one pass
 * for each pattern.
 */
final class SohCatalogue {

    private static final Pattern BLANKS = Pattern.compile("\\s++");
    private static final Pattern BLANKS_BEHIND_DOT = Pattern.compile("\\. ++");
    private static final Pattern PHASE =
            pattern("PHASE ERROR OF ?([+-]?\\d{1,9}+) ?([UM]?)SEC");
    private static final Pattern JERK_NUMBER = pattern("TIME JERK ?# ?(\\d{1,9}+)");
    private static final String SET_TIME =
            "(\\d{2}):(\\d{3}):(\\d{2}):(\\d{2}):(\\d{2})\\.(\\d{3})";
    private static final Pattern SET =
            pattern("OLD ?= ?" + SET_TIME + " ?, ?NEW ?= ?" + SET_TIME);
    private static final Pattern DIFFERENCE =
            pattern("CLOCK DIFFERENCE: ?([+-]?\\d{1,9}+) SECS? AND ([+-]?\\d{1,9}+) MSEC");
    private static final Pattern CHANGED = pattern("CLOCK HAS CHANGED (\\d{1,9}+) TIME");
    private static final Pattern CLOCK_TYPE = pattern("CLOCK TYPE: ?(.+)");
    private static final String NUMBER = "([+-]?\\d{1,6}+(?:\\.\\d{0,6}+)?)";
    private static final Pattern BATTERY = pattern("BATTERY VOLT\\w*+ ?= ?" + NUMBER + " ?V");
    private static final Pattern TEMPERATURE = pattern("TEMPERATURE ?= ?" + NUMBER + " ?C");
    private static final Pattern BACKUP = pattern("BACKUP ?= ?" + NUMBER + " ?V");
    private static final Pattern MEMORY =
            pattern("MEMORY USED ?= ?(\\d{1,9}+) ?, ?AVAILABLE ?= ?(\\d{1,9}+) ?, ?"
                    + "TOTAL ?= ?(\\d{1,9}+)");
    private static final Pattern FIRMWARE = pattern("CPU SOFTWARE V ?([\\w.]++)");
    private static final Pattern ADDRESS = pattern("\\b(?:IP|HOST|MASK|GATE):");
    private static final Pattern SENSOR = pattern("\\bSENSOR \\d");
    private static final Pattern NETWORK =
            pattern("\\bRTP\\b|NETWORK LAYER|STACK STATUS|ETHERNET PORT");
    private static final long MICROS_PER_MILLI = 1000;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MILLIS_PER_SECOND = 1000;

    /** The line with single blanks, and the same in capitals. */
    private final String line;
    private final String capitals;

    private SohCatalogue(String line) {
        this.line = line;
        this.capitals = line.toUpperCase(Locale.ROOT);
    }

    static SohMessage read(String text) {
        SohCatalogue row = new SohCatalogue(BLANKS.matcher(text).replaceAll(" ").strip());
        return row.clockState()
                .or(row::clockStep)
                .or(row::gps)
                .or(row::power)
                .or(row::acquisition)
                .or(row::version)
                .or(row::restart)
                .or(row::notice)
                .orElseGet(() -> new Notice(SohTopic.OTHER, text));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private boolean has(String words) {
        return capitals.contains(words);
    }

    private Optional<SohMessage> clockState() {
        if (has("CLOCK IS LOCKED")) {
            return Optional.of(new Lock(LockState.LOCKED));
        }
        if (has("CLOCK IS UNLOCKED")) {
            return Optional.of(new Lock(LockState.UNLOCKED));
        }
        Matcher m = PHASE.matcher(line);
        if (!m.find()) {
            return Optional.empty();
        }
        long scale = switch (m.group(2)) {
            case "U", "u" -> 1;
            case "M", "m" -> MICROS_PER_MILLI;
            default -> MICROS_PER_SECOND;
        };
        return Optional.of(new PhaseError(Long.parseLong(m.group(1)) * scale));
    }

    private Optional<SohMessage> clockStep() {
        if (has("TIME JERK")) {
            Matcher m = JERK_NUMBER.matcher(line);
            return Optional.of(new TimeJerk(m.find() ? Integer.parseInt(m.group(1)) : 0));
        }
        if (has("CLOCK SET") || has("CLOCK TIME SET")) {
            Matcher m = SET.matcher(line);
            return Optional.of(m.find()
                    ? new ClockSet(setNanos(m, 1), setNanos(m, 7))
                    : new ClockSet(PacketTime.NO_TIME, PacketTime.NO_TIME));
        }
        Matcher difference = DIFFERENCE.matcher(line);
        if (difference.find()) {
            return Optional.of(new ClockDifference(
                    Long.parseLong(difference.group(1)) * MILLIS_PER_SECOND
                            + Long.parseLong(difference.group(2))));
        }
        Matcher changed = CHANGED.matcher(line);
        return changed.find()
                ? Optional.of(new ClockChanged(Integer.parseInt(changed.group(1))))
                : Optional.empty();
    }

    private static long setNanos(Matcher m, int first) {
        int[] part = new int[6];
        for (int i = 0; i < part.length; i++) {
            part[i] = Integer.parseInt(m.group(first + i));
        }
        return PacketTime.nanos(
                PacketTime.fullYear(part[0]), part[1], part[2], part[3], part[4], part[5]);
    }

    private Optional<SohMessage> gps() {
        if (has("CLOCK WAKEUP")) {
            return Optional.of(new GpsSwitch(GpsPower.WAKEUP));
        }
        if (has("CLOCK SLEEP")) {
            return Optional.of(new GpsSwitch(GpsPower.SLEEP));
        }
        if (has("CLOCK POWER IS TURNED ON")) {
            return Optional.of(new GpsSwitch(GpsPower.ON));
        }
        if (has("CLOCK POWER IS TURNED OFF")) {
            return Optional.of(new GpsSwitch(GpsPower.OFF));
        }
        if (has("CLOCK ERROR")) {
            return Optional.of(new Notice(SohTopic.CLOCK_ERROR, line));
        }
        Matcher type = CLOCK_TYPE.matcher(line);
        if (type.find()) {
            return Optional.of(new Notice(SohTopic.CLOCK_TYPE, type.group(1)));
        }
        return LoggedPosition.of(line).map(Fix::new);
    }

    private Optional<SohMessage> power() {
        Matcher memory = MEMORY.matcher(line);
        if (memory.find()) {
            return Optional.of(new Memory(Integer.parseInt(memory.group(1)),
                    Integer.parseInt(memory.group(2)), Integer.parseInt(memory.group(3))));
        }
        if (!has("BATTERY VOLT")) {
            return Optional.empty();
        }
        Power power = new Power(decimal(BATTERY), decimal(TEMPERATURE), decimal(BACKUP));
        boolean nothing = Double.isNaN(power.batteryVolts())
                && Double.isNaN(power.temperatureCelsius()) && Double.isNaN(power.backupVolts());
        return nothing ? Optional.empty() : Optional.of(power);
    }

    private double decimal(Pattern pattern) {
        Matcher m = pattern.matcher(line);
        return m.find() ? Double.parseDouble(m.group(1)) : Double.NaN;
    }

    private Optional<SohMessage> acquisition() {
        for (AcquisitionState state : AcquisitionState.values()) {
            if (has("ACQUISITION " + state.name())) {
                return Optional.of(new Acquisition(state));
            }
        }
        return Optional.empty();
    }

    private Optional<SohMessage> version() {
        Matcher m = FIRMWARE.matcher(line);
        if (m.find()) {
            return Optional.of(new Notice(SohTopic.FIRMWARE, m.group(1)));
        }
        return has("REF TEK 130") || has("GPS FIRMWARE") || has("CPU SOFTWARE")
                ? Optional.of(new Notice(SohTopic.VERSION, line))
                : Optional.empty();
    }

    private Optional<SohMessage> restart() {
        if (has("SYSTEM POWERUP") || has("POWERUP COMPLETE")) {
            return Optional.of(new Restart(RestartCause.POWERUP));
        }
        if (has("SYSTEM RESET")) {
            return Optional.of(new Restart(RestartCause.RESET));
        }
        return has("RAM CLEARED")
                ? Optional.of(new Restart(RestartCause.RAM_CLEARED))
                : Optional.empty();
    }

    private Optional<SohMessage> notice() {
        if (has("DISK") || has("AUTO DUMP") || has("CPY_RAM2")) {
            return Optional.of(new Notice(SohTopic.DISK, line));
        }
        if (SENSOR.matcher(line).find() || has("RECENTER")) {
            return Optional.of(new Notice(SohTopic.SENSOR, line));
        }
        if (ADDRESS.matcher(line).find()) {
            String joined = BLANKS_BEHIND_DOT.matcher(line).replaceAll(".");
            return Optional.of(new Notice(SohTopic.ADDRESS, joined));
        }
        if (has("PARAMETER PACKETS LINKED") || has("PARAMETERS IMPLEMENTED")) {
            return Optional.of(new Notice(SohTopic.PARAMETERS, line));
        }
        if (has("A/D TIMETAG ERR") || has("MQCHK:") || has("BATTERY BACKUP")
                || has("CLOCK FAILED") || has("WARN")) {
            return Optional.of(new Notice(SohTopic.FAULT, line));
        }
        return NETWORK.matcher(line).find()
                ? Optional.of(new Notice(SohTopic.NETWORK, line))
                : Optional.empty();
    }
}
