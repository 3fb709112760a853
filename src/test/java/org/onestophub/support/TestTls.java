package org.onestophub.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key for servers of tests, and its certificate for clients.
 *
 * @param keyStore PKCS12, password {@link #PASSWORD}
 * @param certificate PEM, for {@code localhost} and 127.0.0.1
 */
public record TestTls(Path keyStore, Path certificate) {

    /** Of the key store. */
    public static final String PASSWORD = "changeit";

    private static TestTls ofMailServers;

    /**
     * The one key of all GreenMail servers of this JVM: GreenMail reads its settings when the first server with TLS
     * starts, and never again.
     */
    public static synchronized TestTls ofMailServers() {
        if (ofMailServers == null) {
            try {
                ofMailServers = make(Files.createTempDirectory("mail-server-key"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            ofMailServers.keyStore.toFile().deleteOnExit();
            ofMailServers.certificate.toFile().deleteOnExit();
            System.setProperty("greenmail.tls.keystore.file", ofMailServers.keyStore.toString());
            System.setProperty("greenmail.tls.keystore.password", PASSWORD);
        }
        return ofMailServers;
    }

    /** A new key in that folder. */
    public static TestTls make(Path folder) throws IOException, InterruptedException {
        TestTls made = new TestTls(folder.resolve("server.p12"), folder.resolve("server.pem"));
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                made.keyStore.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "server",
                "-keystore",
                made.keyStore.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                made.certificate.toString());
        return made;
    }

    /** For a server that shows this certificate. */
    public SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** The private key of the server as PEM, for servers that are no Java; readable by the owner only. */
    public Path key() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey("server", PASSWORD.toCharArray()).getEncoded();
        Path file = Files.writeString(
                keyStore.resolveSibling("server.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }
}
