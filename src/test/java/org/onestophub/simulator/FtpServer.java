package org.onestophub.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.apache.ftpserver.DataConnectionConfigurationFactory;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.impl.DefaultFtpServer;
import org.apache.ftpserver.listener.Listener;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;

/** An FTP server on loopback with one user and one root folder, plain or FTPS by {@code AUTH TLS}; passive mode. */
public final class FtpServer extends FileServer {

    private static final String STORE_PASSWORD = "changeit-simulator";
    private static final String ALIAS = "ftps";
    private static final int TIMEOUT_MILLIS = 20_000;

    private final DefaultFtpServer server;
    private final Listener listener;
    private final Path keyStore;
    private final boolean secure;

    private FtpServer(
            DefaultFtpServer server, Listener listener, Path root, Path keyStore, BaseUser user, boolean secure) {
        super(root, user.getName(), user.getPassword());
        this.server = server;
        this.listener = listener;
        this.keyStore = keyStore;
        this.secure = secure;
    }

    /** A running server for plain FTP; {@code folder} gets {@code root/}. */
    public static FtpServer start(Path folder, String user, String password) throws IOException {
        return start(folder, user, password, false);
    }

    /** A running server that also takes {@code AUTH TLS}; {@code folder} gets {@code root/} and the key store. */
    public static FtpServer startSecure(Path folder, String user, String password) throws IOException {
        return start(folder, user, password, true);
    }

    private static FtpServer start(Path folder, String name, String password, boolean secure) throws IOException {
        Path root = rootIn(folder);
        Path keyStore = folder.resolve("ftps.p12");
        BaseUser user = new BaseUser();
        user.setName(name);
        user.setPassword(password);
        user.setHomeDirectory(root.toAbsolutePath().toString());
        user.setAuthorities(List.of(new WritePermission()));
        ListenerFactory listening = new ListenerFactory();
        listening.setServerAddress(HOST);
        listening.setPort(0);
        DataConnectionConfigurationFactory data = new DataConnectionConfigurationFactory();
        data.setPassiveAddress(HOST);
        data.setActiveEnabled(false);
        if (secure) {
            makeKey(keyStore);
            SslConfigurationFactory ssl = new SslConfigurationFactory();
            ssl.setKeystoreFile(keyStore.toFile());
            ssl.setKeystorePassword(STORE_PASSWORD);
            ssl.setKeystoreType("PKCS12");
            ssl.setSslProtocol("TLSv1.2", "TLSv1.3");
            listening.setSslConfiguration(ssl.createSslConfiguration());
            data.setSslConfiguration(ssl.createSslConfiguration());
        }
        listening.setDataConnectionConfiguration(data.createDataConnectionConfiguration());
        Listener listener = listening.createListener();
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener);
        DefaultFtpServer server = (DefaultFtpServer) factory.createServer();
        try {
            factory.getUserManager().save(user);
            server.start();
        } catch (FtpException e) {
            throw new IOException("FTP server does not start", e);
        }
        return new FtpServer(server, listener, root, keyStore, user, secure);
    }

    @Override
    public int port() {
        return listener.getPort();
    }

    /**
     * The server's certificate as PEM, for clients that verify it; only of a secure server.
     * @throws IOException if it is not secure
     */
    public Path certificate() throws IOException {
        Path pem = keyStore.resolveSibling("ftps.pem");
        try {
            byte[] certificate = stored().getCertificate(ALIAS).getEncoded();
            Files.writeString(
                    pem,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                            + "\n-----END CERTIFICATE-----\n");
            return pem;
        } catch (GeneralSecurityException e) {
            throw new IOException("key store cannot be used", e);
        }
    }

    /** In binary passive mode, over TLS if the server is secure. */
    @Override
    void send(String path, byte[] bytes) throws IOException {
        FTPClient client = secure ? securedClient() : new FTPClient();
        client.setControlEncoding("UTF-8");
        client.setConnectTimeout(TIMEOUT_MILLIS);
        client.setDefaultTimeout(TIMEOUT_MILLIS);
        client.connect(HOST, port());
        try {
            must(client.login(user(), password()), client);
            if (client instanceof FTPSClient tls) {
                tls.execPBSZ(0);
                tls.execPROT("P");
            }
            client.enterLocalPassiveMode();
            must(client.setFileType(FTP.BINARY_FILE_TYPE), client);
            must(client.storeFile(path + ".part", new ByteArrayInputStream(bytes)), client);
            must(client.rename(path + ".part", path), client);
            client.logout();
        } finally {
            client.disconnect();
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    private FTPSClient securedClient() throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(stored());
            FTPSClient client = new FTPSClient("TLS", false);
            client.setTrustManager(trust.getTrustManagers()[0]);
            // with TLS 1.3 the server's session tickets lie unread when the client closes, and the close becomes a
            // reset
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            return client;
        } catch (GeneralSecurityException e) {
            throw new IOException("key store cannot be used", e);
        }
    }

    private KeyStore stored() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, STORE_PASSWORD.toCharArray());
            return store;
        }
    }

    private static void must(boolean done, FTPClient client) throws IOException {
        if (!done || !FTPReply.isPositiveCompletion(client.getReplyCode())) {
            throw new IOException("FTP server answered " + client.getReplyCode());
        }
    }

    // The JDK has no public way to make a certificate in code; its keytool does.
    private static void makeKey(Path keyStore) throws IOException {
        if (Files.exists(keyStore)) {
            return;
        }
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        STORE_PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool made no key");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making a key", e);
        }
    }
}
