package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import org.openrtpd.protocol.health.SohMessage.ClockSet;
import org.openrtpd.protocol.health.SohMessage.Lock;
import org.openrtpd.protocol.health.SohMessage.PhaseError;
import org.openrtpd.protocol.health.SohMessage.Restart;
import org.openrtpd.protocol.health.SohMessage.TimeJerk;
import org.openrtpd.protocol.record.PacketTime;

/**
 * What the lines of a unit's log say of its clock, in time order (record format, section 11.2).
 *
 * <p><b>Design note.</b> UNLOCKED is not held against a clock that was locked: a GPS that is
 * switched off between locks says so every hour. Age is what counts. A restart forgets all, and
 * stands for a header with "never locked since power-up", since it is no less: the clock went on
 * from a battery, if at all. What the next header or line says counts again.
 */
final class LineTiming {

    static final int SAVED_LENGTH = 7 * 8 + 2;

    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long HOUR_NANOS = 60 * MINUTE_NANOS;
    private static final long DAY_NANOS = 24 * HOUR_NANOS;
    /** Until then a lock is as good as new. */
    private static final long FRESH_NANOS = 2 * HOUR_NANOS;
    private static final long NANOS_PER_LOST_POINT = 10 * MINUTE_NANOS;
    private static final long QUESTIONABLE_NANOS = 2 * DAY_NANOS;
    /** Steps of a second or so put lines behind each other's time, though they stand in order. */
    private static final long DISORDER_NANOS = MINUTE_NANOS;
    private static final int BEST = 100;
    private static final int POINTS_PER_DAY = 10;
    private static final int UNKNOWN = -1;
    private static final int NEVER = 10;
    private static final char GPS = '2';

    private long lastNanos = PacketTime.NO_TIME;
    /** Last lock or phase report. */
    private long reportNanos = PacketTime.NO_TIME;
    private long phaseMicros;
    /** First step since the last report. */
    private long steppedNanos = PacketTime.NO_TIME;
    /** First UNLOCKED since the start or restart. */
    private long unlockedNanos = PacketTime.NO_TIME;
    private long headerNanos = PacketTime.NO_TIME;
    /** Last header whose time came from GPS and whose lock is of the same day. */
    private long headerLockNanos = PacketTime.NO_TIME;
    /** Days since lock by the last header that says so: 0-9, NEVER since power-up, or UNKNOWN. */
    private int headerDays = UNKNOWN;

    void message(long timeNanos, SohMessage message) {
        if (timeNanos == PacketTime.NO_TIME) {
            return;
        }
        if (message instanceof Restart m) {
            restart(m.cause());
        } else if (message instanceof Lock m && m.state() == LockState.LOCKED) {
            report(timeNanos, phaseMicros);
        } else if (message instanceof PhaseError m) {
            report(timeNanos, m.micros());
        } else if (message instanceof Lock) {
            unlocked(timeNanos);
        } else if (message instanceof TimeJerk) {
            step(timeNanos);
        } else if (message instanceof ClockSet m) {
            clockSet(timeNanos, m);
        }
    }

    private void restart(RestartCause cause) {
        if (cause == RestartCause.RAM_CLEARED) {
            return;
        }
        // The clock may have come up in any year: no line is late any more.
        lastNanos = PacketTime.NO_TIME;
        reportNanos = PacketTime.NO_TIME;
        phaseMicros = 0;
        steppedNanos = PacketTime.NO_TIME;
        unlockedNanos = PacketTime.NO_TIME;
        headerNanos = PacketTime.NO_TIME;
        headerLockNanos = PacketTime.NO_TIME;
        headerDays = NEVER;
    }

    private void report(long timeNanos, long micros) {
        if (isInOrder(timeNanos)) {
            reportNanos = timeNanos;
            phaseMicros = micros;
            steppedNanos = PacketTime.NO_TIME;
        }
    }

    private void unlocked(long timeNanos) {
        if (isInOrder(timeNanos) && unlockedNanos == PacketTime.NO_TIME) {
            unlockedNanos = timeNanos;
        }
    }

    private void step(long timeNanos) {
        if (isInOrder(timeNanos)) {
            // What the clock was off by is what the step takes away.
            phaseMicros = 0;
            if (steppedNanos == PacketTime.NO_TIME) {
                steppedNanos = timeNanos;
            }
        }
    }

    private void clockSet(long timeNanos, ClockSet set) {
        if (!set.isTold()) {
            step(timeNanos);
            return;
        }
        long oldNanos = set.oldNanos();
        long newNanos = set.newNanos();
        lastNanos = Known.setBack(lastNanos, oldNanos, newNanos);
        reportNanos = Known.setBack(reportNanos, oldNanos, newNanos);
        steppedNanos = Known.setBack(steppedNanos, oldNanos, newNanos);
        unlockedNanos = Known.setBack(unlockedNanos, oldNanos, newNanos);
        headerNanos = Known.setBack(headerNanos, oldNanos, newNanos);
        headerLockNanos = Known.setBack(headerLockNanos, oldNanos, newNanos);
        // Data behind the step are dated by the new clock, whichever one dated this line.
        step(Known.setBack(timeNanos, oldNanos, newNanos));
    }

    private boolean isInOrder(long timeNanos) {
        if (lastNanos != PacketTime.NO_TIME && timeNanos < lastNanos - DISORDER_NANOS) {
            return false;
        }
        lastNanos = Math.max(lastNanos, timeNanos);
        return true;
    }

    void eventHeader(long timeNanos, char timeSource, char timeQuality) {
        boolean digit = timeQuality >= '0' && timeQuality <= '9';
        boolean isSaid = digit || timeQuality == '?';
        if (!isSaid || timeNanos == PacketTime.NO_TIME || timeNanos < headerNanos) {
            return;
        }
        headerNanos = timeNanos;
        headerDays = digit ? timeQuality - '0' : NEVER;
        if (headerDays == 0 && timeSource == GPS) {
            headerLockNanos = timeNanos;
        }
    }

    int qualityAt(long timeNanos, TimingSettings settings) {
        if (isStepped(timeNanos)) {
            return settings.unlockQuality();
        }
        if (reportNanos != PacketTime.NO_TIME) {
            int start = TimingSettings.ofPhase(phaseMicros);
            return aged(start, timeNanos - reportNanos, settings);
        }
        if (headerDays == NEVER) {
            return settings.unlockQuality();
        }
        if (headerDays != UNKNOWN) {
            int start = BEST - POINTS_PER_DAY * headerDays;
            return aged(start, timeNanos - headerNanos, settings);
        }
        return unlockedNanos == PacketTime.NO_TIME
                ? settings.defaultQuality()
                : settings.unlockQuality();
    }

    private boolean isStepped(long timeNanos) {
        return steppedNanos != PacketTime.NO_TIME && timeNanos >= steppedNanos;
    }

    /** Data far ahead of a lock are as little covered by it as data far behind. */
    private static int aged(int start, long ageNanos, TimingSettings settings) {
        long stale = Math.max(0, Math.abs(ageNanos) - FRESH_NANOS);
        long lost = Math.min(BEST, stale / NANOS_PER_LOST_POINT);
        return (int) Math.min(start, Math.max(settings.unlockQuality(), start - lost));
    }

    boolean isLockedRecently(long timeNanos) {
        long lockNanos = reportNanos == PacketTime.NO_TIME ? headerLockNanos : reportNanos;
        return lockNanos != PacketTime.NO_TIME && !isStepped(timeNanos)
                && Math.abs(timeNanos - lockNanos) <= FRESH_NANOS;
    }

    boolean isQuestionable(long timeNanos) {
        if (reportNanos != PacketTime.NO_TIME) {
            return timeNanos - reportNanos >= QUESTIONABLE_NANOS;
        }
        if (headerDays != UNKNOWN) {
            long unlocked = headerDays * DAY_NANOS + timeNanos - headerNanos;
            return headerDays == NEVER || unlocked >= QUESTIONABLE_NANOS;
        }
        return unlockedNanos != PacketTime.NO_TIME
                && timeNanos - unlockedNanos >= QUESTIONABLE_NANOS;
    }

    void save(ByteBuf saved) {
        saved.writeLong(lastNanos).writeLong(reportNanos).writeLong(phaseMicros);
        saved.writeLong(steppedNanos).writeLong(unlockedNanos);
        saved.writeLong(headerNanos).writeLong(headerLockNanos).writeShort(headerDays);
    }

    void restore(ByteBuf saved) {
        lastNanos = saved.readLong();
        reportNanos = saved.readLong();
        phaseMicros = saved.readLong();
        steppedNanos = saved.readLong();
        unlockedNanos = saved.readLong();
        headerNanos = saved.readLong();
        headerLockNanos = saved.readLong();
        int days = saved.readShort();
        headerDays = days < 0 || days > NEVER ? UNKNOWN : days;
    }
}
