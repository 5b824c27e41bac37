package org.openrtpd.app.live.api;

import org.openrtpd.protocol.health.SohLine;
import org.openrtpd.protocol.health.SohMessage;

/** Log lines as JSON. */
final class LineJson {

    private LineJson() {}

    static Fields line(SohLine line) {
        SohMessage message = SohMessage.of(line.text());
        return new Fields().millis("atMs", line.timeNanos()).put("text", line.text())
                .put("topic", topic(message))
                .put("warning", message instanceof SohMessage.Notice notice
                        && notice.topic().isWarning());
    }

    private static String topic(SohMessage message) {
        if (message instanceof SohMessage.Notice notice) {
            return notice.topic().label();
        } else if (message instanceof SohMessage.Lock) {
            return "lock";
        } else if (message instanceof SohMessage.GpsSwitch || message instanceof SohMessage.Fix) {
            return "gps";
        } else if (message instanceof SohMessage.Power) {
            return "power";
        } else if (message instanceof SohMessage.Memory) {
            return "memory";
        } else if (message instanceof SohMessage.Acquisition) {
            return "acquisition";
        }
        return message instanceof SohMessage.Restart ? "restart" : "clock";
    }
}
