package org.openrtpd.watchdog.judge;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.openrtpd.watchdog.probe.FlowState;
import org.openrtpd.watchdog.probe.FlowView;

/**
 * Whether RTPD accepts, shakes hands and speaks. A fault is measured from the last sign of life, by the
 * limit of what is wrong now: one fault that turns into another does not begin anew.
 */
final class Answering {

    private final Limits limits;
    private final OptionalLong pid;
    private long goodAt;
    private long answeredAt;
    private boolean everAnswered;
    private FlowView last = new FlowView(
            FlowState.CONNECTING, 0, OptionalLong.empty(), 0, Map.of(), "connecting");
    private FlowState trouble = FlowState.NO_HANDSHAKE;

    /**
     * Begins with a RTPD that is said to be ready.
     *
     * @param pid process that has to answer, where it is known
     */
    Answering(Limits limits, OptionalLong pid, long now) {
        this.limits = limits;
        this.pid = pid;
        this.goodAt = now;
        this.answeredAt = now;
    }

    void look(long now, FlowView view) {
        boolean alive = view.state() == FlowState.TURNED_AWAY
                || view.heard() > last.heard() && view.state() == FlowState.ATTACHED;
        if (alive && !isSomebodyElse(view)) {
            goodAt = now;
        }
        if (view.serverTime() != last.serverTime()) {
            answeredAt = now;
            everAnswered = true;
        } else if (view.state() != FlowState.ATTACHED) {
            answeredAt = now;
        }
        if (view.state() != FlowState.CONNECTING) {
            trouble = view.state();
        }
        last = view;
    }

    private boolean isSomebodyElse(FlowView view) {
        return pid.isPresent() && view.serverPid().isPresent()
                && pid.getAsLong() != view.serverPid().getAsLong();
    }

    /** Whether RTPD shook hands and was heard; also when it turned RTPID away. */
    boolean isWell() {
        return (last.state() == FlowState.ATTACHED || last.state() == FlowState.TURNED_AWAY)
                && last.heard() > 0 && !isSomebodyElse(last);
    }

    boolean isTurnedAway() {
        return trouble == FlowState.TURNED_AWAY;
    }

    /** What is wrong for longer than its limit. */
    Optional<Reason> fault(long now) {
        Reason reason = reason();
        long limit = switch (reason) {
            case PORT_REFUSED -> limits.port().toNanos();
            case NO_HANDSHAKE -> limits.handshake().toNanos();
            default -> limits.heartbeat().toNanos();
        };
        if (now - goodAt >= limit) {
            return Optional.of(reason);
        }
        boolean unanswered = everAnswered && now - answeredAt >= limits.heartbeat().toNanos();
        return unanswered ? Optional.of(Reason.NO_HEARTBEAT) : Optional.empty();
    }

    private Reason reason() {
        return switch (trouble) {
            case REFUSED -> Reason.PORT_REFUSED;
            case CONNECTING, NO_HANDSHAKE -> Reason.NO_HANDSHAKE;
            case ATTACHED -> isSomebodyElse(last) ? Reason.NO_HANDSHAKE : Reason.NO_HEARTBEAT;
            case SILENT, TURNED_AWAY -> Reason.NO_HEARTBEAT;
        };
    }

    /** What is wrong, for people. */
    String sentence(long now, Reason reason) {
        String trouble = reason.meaning() + " for " + Span.text(now - Math.min(goodAt, answeredAt));
        if (isSomebodyElse(last)) {
            return trouble + " (process " + last.serverPid().getAsLong() + " answers there instead of "
                    + pid.getAsLong() + ")";
        }
        return last.state() == FlowState.ATTACHED ? trouble : trouble + " (" + last.detail() + ")";
    }
}
