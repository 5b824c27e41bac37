package org.openrtpd.protocol.health;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.collection.IntObjectMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.openrtpd.protocol.record.PacketHeader;
import org.openrtpd.protocol.record.UnitId;

/**
 * What is known of all units, a {@link HealthPage} each. A unit that once has its page keeps it;
 * when all pages are taken, packets of further units are refused and counted. One thread only.
 */
public final class HealthBook {

    /** Most units, when nothing else is said. */
    public static final int DEFAULT_MAX_UNITS = 10_000;

    private static final int SAVED_VERSION = 1;
    private static final int SAVED_HEADER_LENGTH = 1 + 4;

    private final PacketHeader header = new PacketHeader();
    private final MassReader masses = new MassReader();
    private final IntObjectMap<HealthPage> pages = new IntObjectHashMap<>();
    private final int maxUnits;
    private final TimingSettings settings;
    private long refused;

    /** @throws IllegalArgumentException when there is to be room for no unit */
    public HealthBook(int maxUnits, TimingSettings settings) {
        if (maxUnits < 1) {
            throw new IllegalArgumentException(
                    "room for " + maxUnits + " units: a book needs one at least");
        }
        this.maxUnits = maxUnits;
        this.settings = settings;
    }

    /**
     * Takes in a packet of any unit, in the order of the journal.
     *
     * @param published gets every log line of that unit that is complete now
     */
    public void packet(ByteBuf packet, int start, Consumer<SohLine> published) {
        if (!PacketHeader.fits(packet.writerIndex() - start)) {
            return;
        }
        int unit = header.wrap(packet, start).unit();
        HealthPage page = pages.get(unit);
        if (page != null) {
            page.packet(packet, start, published);
        } else {
            open(unit).ifPresent(opened -> opened.packet(packet, start, published));
        }
    }

    /** The page of a unit, new if need be; empty, and counted, when it cannot have one. */
    public Optional<HealthPage> open(int unit) {
        HealthPage page = pages.get(unit);
        if (page != null) {
            return Optional.of(page);
        }
        if (pages.size() == maxUnits || !UnitId.isValid(unit)) {
            refused++;
            return Optional.empty();
        }
        page = new HealthPage(settings, masses);
        pages.put(unit, page);
        return Optional.of(page);
    }

    /** The page of a unit; empty when it was not heard of. */
    public Optional<HealthPage> find(int unit) {
        return Optional.ofNullable(pages.get(unit));
    }

    /** Shows every page with its unit, in no particular order. */
    public void forEach(ObjIntConsumer<HealthPage> reader) {
        pages.entries().forEach(entry -> reader.accept(entry.value(), entry.key()));
    }

    /** Units that have a page. */
    public int size() {
        return pages.size();
    }

    /** How often a unit was refused: no page left, or an id that no recorder has. */
    public long refused() {
        return refused;
    }

    /** Writes all pages behind the writer index; the buffer must be one that grows. */
    public void save(ByteBuf saved) {
        saved.writeByte(SAVED_VERSION).writeInt(pages.size());
        forEach((page, unit) -> {
            saved.writeInt(unit);
            page.save(saved);
        });
    }

    /**
     * Reads what {@link #save} wrote. Units above the maximum, which may be smaller now, are
     * refused.
     *
     * @return empty when the bytes are no such state: begin with an empty book
     */
    public static Optional<HealthBook> restored(
            ByteBuf saved, int maxUnits, TimingSettings settings) {
        if (saved.readableBytes() < SAVED_HEADER_LENGTH || saved.readByte() != SAVED_VERSION) {
            return Optional.empty();
        }
        HealthBook book = new HealthBook(maxUnits, settings);
        for (int left = saved.readInt(); left > 0; left--) {
            if (saved.readableBytes() < Integer.BYTES) {
                return Optional.empty();
            }
            int unit = saved.readInt();
            Optional<HealthPage> page = HealthPage.restored(saved, settings, book.masses);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            book.put(unit, page.get());
        }
        return Optional.of(book);
    }

    private void put(int unit, HealthPage page) {
        if (pages.size() < maxUnits && UnitId.isValid(unit)) {
            pages.put(unit, page);
        } else {
            refused++;
        }
    }
}
