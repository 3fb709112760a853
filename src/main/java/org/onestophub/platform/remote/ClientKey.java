package org.onestophub.platform.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The key and certificate by which the hub shows a server who it is (mutual TLS). */
public final class ClientKey {

    private ClientKey() {}

    /**
     * The keys of a PKCS12 file.
     * @throws ProblemException CH-207 if it cannot be read, is none, has another password, or holds no key
     */
    public static KeyManager[] of(String file, String password) {
        char[] secret = password.toCharArray();
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, secret);
            if (!hasKey(store)) {
                throw new ProblemException(Problem.SETTING_INVALID, "clientKeyFile");
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, secret);
            return keys.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "clientKeyFile");
        }
    }

    private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : java.util.Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }
}
