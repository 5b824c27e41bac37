package org.openrtpd.watchdog;

import java.util.Optional;
import org.openrtpd.watchdog.judge.Action;
import org.openrtpd.watchdog.judge.AttendedClock;
import org.openrtpd.watchdog.judge.Judgement;
import org.openrtpd.watchdog.probe.FlowView;

/**
 * Keeps RTPD working: looks, lets the judgement decide, does what it says, and never gives up. One thread
 * runs it; {@link #run} returns after {@link #stop}.
 */
final class Watchdog {

    private final Server server;
    private final Judgement judgement;
    private final Eyes eyes;
    private final Announcer announcer;
    private final AttendedClock clock;
    private final Breath breath;

    Watchdog(Server server, Judgement judgement, AttendedClock clock, Eyes eyes, Announcer announcer,
            Breath breath) {
        this.server = server;
        this.judgement = judgement;
        this.clock = clock;
        this.eyes = eyes;
        this.announcer = announcer;
        this.breath = breath;
    }

    void run() {
        while (!breath.isOver()) {
            try {
                step(clock.at(System.nanoTime()));
            } catch (RuntimeException e) {
                // One look that goes wrong must not leave RTPD without the next one.
                announcer.complain(e);
            }
            breath.run();
        }
        announcer.stopping();
        server.end();
        eyes.close();
    }

    private void step(long now) {
        eyes.lookAt(server.place());
        Optional<FlowView> view = eyes.view();
        view.ifPresent(seen -> judgement.sees(now, seen));
        eyes.takeOutcome().ifPresent(outcome -> judgement.probed(now, outcome));
        server.look(now, view);
        Action action = judgement.next(now);
        if (action instanceof Action.Start) {
            server.start(now);
        } else if (action instanceof Action.Restart restart) {
            announcer.tell(now, judgement);
            server.restart(now, restart);
        } else if (action instanceof Action.Probe) {
            eyes.probe();
        }
        announcer.tell(now, judgement);
    }

    /** Ends {@link #run} soon; any thread. */
    void stop() {
        breath.end();
    }
}
