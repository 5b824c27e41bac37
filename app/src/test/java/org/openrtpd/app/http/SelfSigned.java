package org.openrtpd.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A certificate of the name localhost that nobody but its holder vouches for, made by the JDK's tool.
 *
 * @param certificate PEM
 * @param key PEM
 */
public record SelfSigned(Path certificate, Path key) {

    private static final char[] PASS_PHRASE = "changeit".toCharArray();
    private static final int LINE = 64;

    /** Makes one in a directory. */
    public static SelfSigned in(Path directory)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "rtpd", "-keyalg", "EC", "-dname", "CN=localhost",
                "-ext", "SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", file.toString(),
                "-storepass", new String(PASS_PHRASE)).inheritIO().start();
        assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASS_PHRASE);
        }
        return new SelfSigned(
                Files.writeString(directory.resolve("cert.pem"),
                        pem("CERTIFICATE", store.getCertificate("rtpd").getEncoded())),
                Files.writeString(directory.resolve("key.pem"),
                        pem("PRIVATE KEY", store.getKey("rtpd", PASS_PHRASE).getEncoded())));
    }

    private static String pem(String kind, byte[] bytes) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(bytes)
                + "\n-----END " + kind + "-----\n";
    }
}
