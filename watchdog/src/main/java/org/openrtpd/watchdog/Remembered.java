package org.openrtpd.watchdog;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openrtpd.watchdog.judge.Memory;
import org.openrtpd.watchdog.process.ProcessIdentity;
import org.openrtpd.watchdog.process.ReadyLine;
import org.openrtpd.watchdog.process.StateDirectory;
import org.openrtpd.watchdog.report.EventLog;

/** What one RTPID leaves to the next: which process it started, where that answers, what it knew. */
final class Remembered {

    private static final String PID = "pid";
    private static final String START = "start";
    private static final String ARGUMENT = "argument.";
    private static final String ALARM = "alarm.";
    private static final String READY = "ready";
    private static final String DELIVERING = "delivering";
    private static final String STALL_RESTARTS = "stall-restarts";
    private static final String SAYS_READY = "says-ready";
    private static final int LONGEST_LIST = 1000;
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final StateDirectory state;
    private final EventLog log;
    private final Map<String, String> before;
    private Map<String, String> written;
    private Map<String, String> refused = Map.of();
    private long refusedAt;
    private String complaint = "";

    private Remembered(StateDirectory state, EventLog log, Map<String, String> before) {
        this.state = state;
        this.log = log;
        this.before = before;
        this.written = before;
    }

    /** Reads what was left; what cannot be read is as if it were not there, and said. */
    static Remembered read(StateDirectory state, EventLog log) {
        try {
            return new Remembered(state, log, state.remembered());
        } catch (IOException e) {
            log.tell("state-unreadable", "what the last rtpid left cannot be read, and is not used: "
                    + e.getMessage(), Map.of());
            return new Remembered(state, log, Map.of());
        }
    }

    /**
     * The process of before, if it still runs: its number, the moment of its start, its command line.
     *
     * @param command which it may be running since, when what was remembered is its launcher
     */
    Optional<ProcessIdentity> runningProcess(List<String> command) {
        List<String> arguments = list(ARGUMENT);
        return ProcessIdentity.of(number(PID))
                .filter(now -> now.startMark().equals(before.get(START)))
                .filter(now -> now.arguments().equals(arguments) || now.runs(command));
    }

    /** What that process said when it became ready. */
    Optional<ReadyLine> ready() {
        return Optional.ofNullable(before.get(READY)).flatMap(ReadyLine::parse);
    }

    Memory memory() {
        return new Memory(Boolean.parseBoolean(before.get(DELIVERING)), (int) number(STALL_RESTARTS),
                Boolean.parseBoolean(before.get(SAYS_READY)), list(ALARM));
    }

    private List<String> list(String key) {
        List<String> list = new ArrayList<>();
        while (before.containsKey(key + list.size()) && list.size() < LONGEST_LIST) {
            list.add(before.get(key + list.size()));
        }
        return list;
    }

    private static void putList(Map<String, String> values, String key, List<String> list) {
        for (int i = 0; i < list.size(); i++) {
            values.put(key + i, list.get(i));
        }
    }

    private long number(String key) {
        String text = before.getOrDefault(key, "0");
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
    }

    /** Leaves this instead; nothing is written when nothing changed. */
    void leave(Optional<ProcessIdentity> process, Optional<ReadyLine> ready, Memory memory) {
        Map<String, String> values = new TreeMap<>();
        process.ifPresent(identity -> {
            values.put(PID, Long.toString(identity.pid()));
            values.put(START, identity.startMark());
            putList(values, ARGUMENT, identity.arguments());
        });
        putList(values, ALARM, memory.alarms());
        ready.ifPresent(line -> values.put(READY, line.text()));
        values.put(DELIVERING, Boolean.toString(memory.delivering()));
        values.put(STALL_RESTARTS, Integer.toString(memory.stallRestarts()));
        values.put(SAYS_READY, Boolean.toString(memory.saysReady()));
        if (values.equals(written) || values.equals(refused)
                && System.nanoTime() - refusedAt < AGAIN.toNanos()) {
            return;
        }
        try {
            state.remember(values);
            complaint = "";
            written = values;
        } catch (IOException e) {
            // Watching goes on without it; only the next rtpid would have to find RTPD by itself.
            if (!complaint.equals(e.toString())) {
                complaint = e.toString();
                log.tell("state-unwritable", "what rtpid knows cannot be written to " + state.path()
                        + ": " + e + "; should rtpid die, the next one has to find RTPD by other marks",
                        Map.of());
            }
            // Tried again soon, also when nothing changes: a full disk is full for a while only.
            refused = values;
            refusedAt = System.nanoTime();
        }
    }
}
