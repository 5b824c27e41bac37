package org.openrtpd.app.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.openrtpd.app.config.HostPort;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.Pmask;
import org.openrtpd.protocol.record.PacketType;
import org.openrtpd.protocol.record.UnitId;

/**
 * Another RTPD whose packets are taken in: {@code HOST:PORT[,unit=HEX...][,types=DT...]}.
 *
 * @param server where it listens
 * @param units to take; empty takes all
 * @param types to take, by their letters; empty takes all
 */
public record UpstreamConfig(HostPort server, Set<Integer> units, Set<PacketType> types) {

    private static final int EVERYTHING = 0x3FFFF;
    private static final int ALL_STREAMS = 0xFFFF;

    /**
     * Reads what stands between the commas of one or more upstreams: a word with a port begins a new
     * one, {@code key=} a list, and any other word goes on with the list.
     *
     * @throws IllegalArgumentException with what is allowed
     */
    public static List<UpstreamConfig> parse(List<String> words) {
        List<UpstreamConfig> upstreams = new ArrayList<>();
        String key = "";
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0 && word.indexOf(':') >= 0) {
                upstreams.add(new UpstreamConfig(HostPort.parse(word), new TreeSet<>(), new TreeSet<>()));
                key = "";
                continue;
            }
            key = equals < 0 ? key : word.substring(0, equals);
            if (upstreams.isEmpty() || !key.equals("unit") && !key.equals("types")) {
                throw new IllegalArgumentException("'" + word + "' is not understood: write"
                        + " HOST:PORT, HOST:PORT,unit=9E16,91F5 or HOST:PORT,types=DT,EH,ET");
            }
            upstreams.get(upstreams.size() - 1).add(key, word.substring(equals + 1));
        }
        return upstreams;
    }

    private void add(String key, String value) {
        if (key.equals("unit")) {
            units.add(UnitId.parse(value));
            return;
        }
        String letters = value.toUpperCase(Locale.ROOT);
        for (PacketType type : PacketType.values()) {
            if (type.name().equals(letters) && Pmask.bitOf(type) != Pmask.NO_BIT) {
                types.add(type);
                return;
            }
        }
        throw new IllegalArgumentException("'" + value
                + "' is no type that a client can ask for: AD CD DS DT EH ET OM SH SC FD");
    }

    /** What to ask the server for. With several units all are asked for, and others dropped here. */
    ClientAttributes attributes() {
        int unit = units.size() == 1 ? units.iterator().next() : UnitId.ALL;
        int pmask = types.stream().mapToInt(Pmask::bitOf).reduce(0, (a, b) -> a | b);
        if (types.isEmpty()) {
            // With every bit set a server does not look at the unit; SPEC is the one left out.
            pmask = unit == UnitId.ALL ? EVERYTHING : EVERYTHING & ~Pmask.SPEC;
        }
        return new ClientAttributes(unit, pmask, ALL_STREAMS, ClientAttributes.LEAST_TIMEO, 1, 0, 0, 1,
                ClientAttributes.LONG_LENGTH);
    }

    boolean wants(int unit) {
        return units.isEmpty() || units.contains(unit);
    }
}
