package org.openrtpd.watchdog.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.openrtpd.watchdog.probe.FlowView;

/**
 * When which unit sent last, on RTPID's own clock. RTPD's times are only compared with RTPD's clock in
 * the same answer, so that a clock that is set makes neither packets nor silence.
 */
final class PacketFlow {

    private static final long SECOND = 1_000_000_000L;
    /** Times in an answer are cut to seconds twice. */
    private static final long JITTER = 2 * SECOND;

    private final Map<Integer, Long> lastByUnit = new HashMap<>();
    private final Map<Integer, Integer> future = new HashMap<>();
    private Map<Integer, Integer> answer = Map.of();
    private long answerTime;
    private long answeredAt = Long.MIN_VALUE / 2;
    private long newest = Long.MIN_VALUE / 2;
    private long told = Long.MIN_VALUE / 2;
    private boolean delivering;

    /** Begins with what is remembered: whether units had been delivering. */
    PacketFlow(Memory memory) {
        this.delivering = memory.delivering();
    }

    /**
     * Takes an answer in.
     *
     * @param since when RTPD began to be watched: packets of before are no news
     * @return whether a packet came that had not been there before
     */
    boolean look(long now, long since, FlowView view) {
        if (view.serverTime() == answerTime && view.lastPackets().equals(answer)) {
            return false;
        }
        answer = view.lastPackets();
        answerTime = view.serverTime();
        answeredAt = now;
        answer.forEach((unit, time) -> {
            long age = (answerTime - time) * SECOND;
            if (age < -JITTER) {
                // From the future: RTPD's clock was set back, and this tells nothing, also not when
                // that clock comes to it.
                future.put(unit, time);
            } else if (Math.abs(time - future.getOrDefault(unit, 0)) > 1) {
                long at = now - Math.max(0, age);
                lastByUnit.merge(unit, at, Math::max);
                newest = Math.max(newest, at);
                delivering = true;
            }
        });
        if (newest < since || newest <= told + JITTER) {
            return false;
        }
        told = newest;
        return true;
    }

    /** Whether a unit has ever delivered, as far as is known. */
    boolean isDelivering() {
        return delivering;
    }

    /** Whether RTPD answered lately, so that silence is known and not only unseen. */
    boolean isSeen(long now) {
        return now - answeredAt < 15 * SECOND;
    }

    /** When any unit sent last; none when none did. */
    OptionalLong newest() {
        return newest == Long.MIN_VALUE / 2 ? OptionalLong.empty() : OptionalLong.of(newest);
    }

    /** When each unit sent last. */
    Map<Integer, Long> lastByUnit() {
        return lastByUnit;
    }
}
