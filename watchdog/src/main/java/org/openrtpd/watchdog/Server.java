package org.openrtpd.watchdog;

import java.util.Optional;
import org.openrtpd.watchdog.judge.Action;
import org.openrtpd.watchdog.probe.FlowView;

/** The RTPD that is watched: one that RTPID starts itself, or one that somebody else does. */
interface Server {

    /** Sees what happened to it, and tells the judgement. */
    void look(long now, Optional<FlowView> view);

    /** Starts it, or takes over the one that runs. */
    void start(long now);

    /** Stops it, so that it can be started again, and keeps what tells why it had to be. */
    void restart(long now, Action.Restart restart);

    /** RTPID ends: stops it, or leaves it. */
    void end();

    /** Where it is to be looked at; empty while it does not accept. */
    Optional<Place> place();
}
