package org.onestophub.platform.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.ssl.pem.PemContent;

/** The key and certificate by which a listener of the hub shows who it is, and the certificates of those who may connect. */
public final class ServerKey {

    private static final String CERTIFICATE = "tlsCertificateFile";
    private static final String KEY = "tlsKeyFile";
    private static final String SENDERS = "tlsSendersFile";

    /** Far more than any key takes. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final char[] NO_PASSWORD = {};

    private final List<X509Certificate> chain;
    private final KeyManager[] keys;
    private final @Nullable TrustedCertificates senders;

    private ServerKey(List<X509Certificate> chain, KeyManager[] keys, @Nullable TrustedCertificates senders) {
        this.chain = chain;
        this.keys = keys;
        this.senders = senders;
    }

    /**
     * Of PEM files.
     *
     * @param certificateFile the hub's certificate, then those of who signed it
     * @param keyFile its private key, without a password
     * @param sendersFile certificates that senders show, or of who signed them; empty: they show none
     * @throws ProblemException CH-207 with the parameter of a file that is missing, cannot be read or is none, or of the key if
     *     it is not that of the certificate
     */
    public static ServerKey of(String certificateFile, String keyFile, String sendersFile) {
        List<X509Certificate> chain = certificatesIn(certificateFile);
        PrivateKey key = keyIn(keyFile);
        try {
            require(belongs(key, chain.get(0).getPublicKey()), KEY);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("hub", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return new ServerKey(chain, keys.getKeyManagers(), sendersIn(sendersFile));
        } catch (IOException | GeneralSecurityException e) {
            throw new ProblemException(Problem.SETTING_INVALID, KEY);
        }
    }

    /** What is shown to who connects. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Whether who connects must show a certificate too. */
    public boolean asksSenders() {
        return senders != null;
    }

    /** For the connections of a listener. */
    public SSLContext context() {
        return senders == null ? TrustedCertificates.contextOf(keys) : senders.context(keys);
    }

    private static List<X509Certificate> certificatesIn(String file) {
        try {
            return TrustedCertificates.certificatesIn(Path.of(file));
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new ProblemException(Problem.SETTING_INVALID, CERTIFICATE);
        }
    }

    private static @Nullable TrustedCertificates sendersIn(String file) {
        try {
            return file.isBlank() ? null : TrustedCertificates.ofFile(file);
        } catch (ProblemException | InvalidPathException e) {
            throw new ProblemException(Problem.SETTING_INVALID, SENDERS);
        }
    }

    private static PrivateKey keyIn(String file) {
        try {
            Path path = Path.of(file);
            require(Files.isRegularFile(path), KEY);
            byte[] bytes;
            try (InputStream in = Files.newInputStream(path)) {
                bytes = in.readNBytes(MOST_BYTES + 1);
            }
            require(bytes.length <= MOST_BYTES, KEY);
            PrivateKey key =
                    PemContent.of(new String(bytes, StandardCharsets.US_ASCII)).getPrivateKey();
            if (key != null) {
                return key;
            }
        } catch (IOException | InvalidPathException | IllegalStateException e) {
            // none, as below
        }
        throw new ProblemException(Problem.SETTING_INVALID, KEY);
    }

    /** A key of another certificate would be found out by the first sender alone. */
    private static boolean belongs(PrivateKey key, PublicKey shown) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(shown.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        byte[] text = KEY.getBytes(StandardCharsets.US_ASCII);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(shown);
        signature.update(text);
        return signature.verify(signed);
    }

    private static void require(boolean fits, String parameter) {
        if (!fits) {
            throw new ProblemException(Problem.SETTING_INVALID, parameter);
        }
    }
}
