package org.openrtpd.app.live.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openrtpd.protocol.record.UnitId;

/**
 * Names a channel of a recorder: "9E16.1.3" is the third channel of the first stream of unit 9E16.
 *
 * @param streamIndex zero-based
 * @param channelIndex zero-based
 */
public record ChannelKey(int unit, int streamIndex, int channelIndex) {

    private static final Pattern FORM =
            Pattern.compile("([0-9A-Fa-f]{1,8})\\.([1-9][0-9]?)\\.([1-9][0-9]?)");

    /** Reads what {@link #toString} writes; empty when it is no such text. */
    public static Optional<ChannelKey> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ChannelKey(Integer.parseUnsignedInt(matcher.group(1), 16),
                Integer.parseInt(matcher.group(2)) - 1, Integer.parseInt(matcher.group(3)) - 1));
    }

    @Override
    public String toString() {
        return UnitId.format(unit) + "." + (streamIndex + 1) + "." + (channelIndex + 1);
    }
}
