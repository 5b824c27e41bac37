package org.openrtpd.app.tail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.openrtpd.protocol.record.UnitId;
import org.openrtpd.protocol.recorder.Seq;
import org.openrtpd.storage.journal.EntryDefect;
import org.openrtpd.storage.journal.JournalEntry;
import org.openrtpd.storage.journal.JournalReader;
import org.openrtpd.storage.journal.JournalTailer;

/**
 * Reads a whole journal and checks what it promises: every packet of a (unit, epoch) once, in order,
 * without a hole that no gap marker explains. The first entry of a numbering may have any number:
 * retention may have taken those before it.
 */
public final class JournalCheck {

    private static final int MOST_FINDINGS = 100;

    /** One recorder's numbering, as far as it has been read. */
    private static final class Numbering {
        final int unit;
        final int epoch;
        final int first;
        int next;
        long packets;
        long duplicates;
        long missing;
        long lost;

        Numbering(int unit, int epoch, int first) {
            this.unit = unit;
            this.epoch = epoch;
            this.first = first;
            this.next = first;
        }

        String name() {
            return "unit=" + UnitId.format(unit) + " epoch=" + Integer.toHexString(epoch);
        }
    }

    private final Map<Long, Numbering> numberings = new LinkedHashMap<>();
    private final Map<String, Long> types = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private final EntryView view = new EntryView();
    private long entries;
    private long packets;
    private long gaps;
    private long starts;
    private long probes;
    private long unknownKinds;
    private long unreadable;
    private long holes;
    private long undecodable;
    private long problems;

    /**
     * Reads the journal below a data directory from its oldest entry on.
     *
     * @throws org.openrtpd.storage.journal.JournalException when it cannot be read
     */
    public static JournalCheck of(Path data) {
        JournalCheck check = new JournalCheck();
        try (JournalReader reader = JournalReader.open(data); JournalTailer tailer = reader.tailer()) {
            check.read(tailer);
        }
        return check;
    }

    private void read(JournalTailer tailer) {
        JournalEntry entry = new JournalEntry();
        while (tailer.next(entry) || tailer.passHole() && tailer.next(entry)) {
            entries++;
            if (tailer.holes() > holes) {
                holes = tailer.holes();
                found("a file is damaged before index " + entry.index() + ": what stood there is lost,"
                        + " what stands behind it is still there; look for that hour's file in a"
                        + " backup, and check the disk");
            }
            if (entry.defect() != EntryDefect.NONE) {
                unreadable++;
                found("entry " + entry.index() + " " + entry.defect().meaning());
                continue;
            }
            take(entry);
        }
    }

    private void take(JournalEntry entry) {
        switch (entry.kind()) {
            case PACKET -> packet(entry);
            case GAP -> gap(entry);
            case SERVER_START -> starts++;
            case PROBE -> probes++;
            case UNKNOWN -> unknownKinds++;
        }
    }

    private void packet(JournalEntry entry) {
        packets++;
        types.merge(view.of(entry).typeText(), 1L, Long::sum);
        if (!view.defects().isEmpty()) {
            undecodable++;
        }
        Numbering numbering = numbering(entry);
        int ahead = Seq.distance(numbering.next, entry.seq());
        if (ahead < 0) {
            numbering.duplicates++;
            found(numbering.name() + ": packet " + Seq.toLong(entry.seq())
                    + " stands a second time, or too late, at index " + entry.index());
            return;
        }
        hole(numbering, ahead, entry);
        numbering.packets++;
        numbering.next = entry.seq() + 1;
    }

    private void gap(JournalEntry entry) {
        gaps++;
        Numbering numbering = numbering(entry);
        int ahead = Seq.distance(numbering.next, entry.seq());
        if (ahead < 0) {
            found(numbering.name() + ": the gap marker for packets "
                    + Seq.toLong(entry.seq()) + " to " + Seq.toLong(entry.gapEnd() - 1) + " at index " + entry.index()
                    + " calls packets lost that stand before it");
            return;
        }
        hole(numbering, ahead, entry);
        numbering.lost += Integer.toUnsignedLong(entry.gapEnd() - entry.seq());
        numbering.next = entry.gapEnd();
    }

    private void hole(Numbering numbering, int ahead, JournalEntry entry) {
        if (ahead > 0) {
            numbering.missing += ahead;
            found(numbering.name() + ": packets " + Seq.toLong(numbering.next) + " to "
                    + Seq.toLong(entry.seq() - 1) + " are missing before index " + entry.index());
        }
    }

    private Numbering numbering(JournalEntry entry) {
        long key = (long) entry.unit() << 32 | Integer.toUnsignedLong(entry.epoch());
        return numberings.computeIfAbsent(
                key, k -> new Numbering(entry.unit(), entry.epoch(), entry.seq()));
    }

    private void found(String problem) {
        problems++;
        if (findings.size() < MOST_FINDINGS) {
            findings.add(problem);
        }
    }

    /** Packets that can be read. */
    public long packets() {
        return packets;
    }

    /** True when nothing is wrong. */
    public boolean isClean() {
        return problems == 0;
    }

    /** The report, a line each. */
    List<String> report() {
        List<String> lines = new ArrayList<>();
        Set<Integer> units = new TreeSet<>();
        long duplicates = 0;
        long missing = 0;
        for (Numbering n : numberings.values()) {
            units.add(n.unit);
            duplicates += n.duplicates;
            missing += n.missing;
            lines.add(n.name() + " packets=" + n.packets + " from=" + Seq.toLong(n.first) + " to="
                    + Seq.toLong(n.next - 1) + " duplicates=" + n.duplicates + " missing="
                    + n.missing + " lostAtRecorder=" + n.lost);
        }
        types.forEach((type, count) -> lines.add("type=" + type + " packets=" + count));
        findings.forEach(finding -> lines.add("problem: " + finding));
        if (problems > findings.size()) {
            lines.add("problem: " + (problems - findings.size()) + " more");
        }
        lines.add("entries=" + entries + " packets=" + packets + " units=" + units.size()
                + " numberings=" + numberings.size() + " duplicates=" + duplicates + " missing="
                + missing + " gapMarkers=" + gaps + " serverStarts=" + starts + " probes=" + probes
                + " otherMarkers="
                + unknownKinds + " unreadable=" + unreadable + " holes=" + holes
                + " withHeaderDefects=" + undecodable);
        lines.add(isClean() ? "ok: every packet stands once and in order"
                : "NOT OK: " + problems + " problems");
        return lines;
    }
}
