package org.openrtpd.watchdog;

import java.net.InetSocketAddress;
import org.openrtpd.watchdog.process.ReadyLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** HOST:PORT to listen on, where 0.0.0.0 and [::] mean all of this machine's addresses. */
final class ListenAddress implements ITypeConverter<InetSocketAddress> {

    @Override
    public InetSocketAddress convert(String text) {
        InetSocketAddress address = ReadyLine.address(text).filter(each -> each.getPort() != 0)
                .orElseThrow(() -> new TypeConversionException("'" + text
                        + "' is not HOST:PORT with a known host, as 127.0.0.1:2581"));
        return text.matches("(0\\.0\\.0\\.0|\\[::]):\\d+")
                ? new InetSocketAddress(address.getPort()) : address;
    }
}
