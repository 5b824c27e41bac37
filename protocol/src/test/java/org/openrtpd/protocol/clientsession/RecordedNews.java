package org.openrtpd.protocol.clientsession;

import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.List;
import org.openrtpd.protocol.client.ClientAttributes;
import org.openrtpd.protocol.client.ClientMessage;
import org.openrtpd.protocol.client.LegVersion;
import org.openrtpd.protocol.client.SohAnswer;

/** Writes down what a client tells its owner. */
final class RecordedNews implements RtpClientListener {

    final List<String> news = new ArrayList<>();

    @Override
    public void granted(LegVersion version, ClientAttributes attributes) {
        news.add("granted " + version + " " + Integer.toHexString(attributes.pmask()));
    }

    @Override
    public void packet(ClientMessage message) {
        news.add("packet " + ByteBufUtil.hexDump(message.payloadBytes()));
    }

    @Override
    public void soh(SohAnswer answer) {
        news.add("soh " + answer.units().size());
    }

    @Override
    public void lost(RtpClientEnd why, String detail) {
        news.add("lost " + why + (detail.isEmpty() ? "" : " " + detail));
    }

    String last() {
        return news.get(news.size() - 1);
    }
}
