package org.openrtpd.app.http;

import java.nio.file.Path;
import java.util.Optional;
import org.openrtpd.app.config.HostPort;

/**
 * Where HTTP is served and who may ask.
 *
 * @param listen address; port 0 lets the system choose
 * @param token file whose first line is the token of callers, see {@link Credentials}
 * @param password file with {@code USER:PASSWORD} lines
 * @param certificate PEM file with the certificate chain; TLS is spoken when it is given
 * @param key PEM file with its private key, PKCS 8, not encrypted
 */
public record HttpConfig(
        HostPort listen,
        Optional<Path> token,
        Optional<Path> password,
        Optional<Path> certificate,
        Optional<Path> key) {

    /** Served to everybody who reaches the address, without TLS. */
    public static HttpConfig open(HostPort listen) {
        return new HttpConfig(
                listen, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
