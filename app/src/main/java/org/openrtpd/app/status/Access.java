package org.openrtpd.app.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.openrtpd.app.terminal.CommandFailed;
import org.openrtpd.app.terminal.FileTrouble;

/**
 * What lets RTPD answer, from files: secrets on a command line could be read by all users of a machine.
 *
 * @param authorization the header that shows a secret, where one was given
 * @param trust what to trust instead of the public authorities, where that was given
 */
record Access(Optional<String> authorization, Optional<SSLContext> trust) {

    /**
     * Reads the files.
     *
     * @param token its first line is the token
     * @param password its first line is USER:PASSWORD
     * @param authority certificates (PEM)
     * @throws CommandFailed when one cannot be used
     */
    static Access read(Optional<Path> token, Optional<Path> password, Optional<Path> authority) {
        Optional<String> bearer = token.map(file -> "Bearer " + secret("--token", file));
        Optional<String> basic = password.map(file -> "Basic " + Base64.getEncoder().encodeToString(
                pair(file).getBytes(StandardCharsets.UTF_8)));
        return new Access(bearer.or(() -> basic), authority.map(Access::trusting));
    }

    private static String pair(Path file) {
        String pair = secret("--password", file);
        if (pair.indexOf(':') < 1) {
            throw new CommandFailed("--password " + file + ": its first line is not USER:PASSWORD");
        }
        return pair;
    }

    private static String secret(String option, Path file) {
        try {
            return Files.readString(file).lines().map(String::strip)
                    .filter(line -> !line.isEmpty() && line.chars().allMatch(c -> c >= ' '))
                    .findFirst().orElseThrow(() -> new IOException("there is no line of text in it"));
        } catch (IOException e) {
            throw new CommandFailed("cannot read " + option + " " + file + ": " + reason(e));
        }
    }

    private static SSLContext trusting(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> authorities =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (authorities.isEmpty()) {
                throw new CertificateException("there is no certificate in it");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry(Integer.toString(number++), authority);
            }
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new CommandFailed("cannot use --ca " + file + ": " + reason(e)
                    + "; it must be the certificate of the authority, as PEM");
        }
    }

    private static String reason(Exception e) {
        return e instanceof IOException trouble ? FileTrouble.why(trouble) : e.getMessage();
    }
}
