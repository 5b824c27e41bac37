package org.openrtpd.app.status;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Says to an operator why no answer came, and what to try. */
final class Silence {

    private static final String TLS = "https";

    private Silence() {}

    /** What happened when this server was asked. */
    static String of(URI server, IOException failure) {
        String start = "RTPD at " + server + " does not answer: ";
        if (isCausedBy(failure, UnresolvedAddressException.class)) {
            return start + "the host name " + server.getHost() + " is not known";
        }
        if (failure instanceof HttpTimeoutException) {
            return start + "no whole answer came in time; is the address right, and does the network or a firewall"
                    + " let it through?";
        }
        if (failure instanceof ConnectException) {
            return start + "nobody listens there; is it running, and is that its --http?";
        }
        if (isCausedBy(failure, SSLHandshakeException.class)) {
            return start + "its certificate is not trusted (" + reason(failure) + "); give the certificate"
                    + " of its authority, --ca FILE, and the name that the certificate has";
        }
        if (failure instanceof SSLException) {
            return start + "what listens there does not speak TLS (" + reason(failure)
                    + "); try http:// instead of https://";
        }
        return start + "the connection ended (" + reason(failure) + "); is that its --http"
                + (TLS.equals(server.getScheme()) ? "?" : ", and does it want https://?");
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElse(failure.getClass().getSimpleName());
    }
}
