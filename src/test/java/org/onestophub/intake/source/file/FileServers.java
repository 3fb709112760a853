package org.onestophub.intake.source.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.ssl.SslConfigurationFactory;
import org.apache.ftpserver.usermanager.ClearTextPasswordEncryptor;
import org.apache.ftpserver.usermanager.PropertiesUserManagerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Real file servers in process, each with one user and the folder {@code letters}. */
final class FileServers {

    static final String USER = "scans@hospital";

    private FileServers() {}

    /** A running server and the parameters its connector needs. */
    record Running(String kamelet, Path inbox, Map<String, String> parameters, Closeable stop)
            implements AutoCloseable {

        /** The same server with one parameter changed. */
        Running with(String name, String value) {
            Map<String, String> changed = new HashMap<>(parameters);
            changed.put(name, value);
            return new Running(kamelet, inbox, changed, stop);
        }

        FileChannelRig connect() {
            return FileChannelRig.start(kamelet, parameters);
        }

        FileChannelRig load() {
            return FileChannelRig.load(kamelet, parameters);
        }

        @Override
        public void close() throws IOException {
            stop.close();
        }
    }

    static Running start(String protocol, Path folder) throws Exception {
        return protocol.equals("sftp") ? sftp(folder) : ftp(folder, protocol.equals("ftps"));
    }

    private static Running sftp(Path folder) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path inbox = Files.createDirectories(home.resolve("letters"));
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider();
        keys.setAlgorithm("EC");
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(keys);
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals(USER) && password.equals(FileChannelRig.ODD_PASSWORD));
        server.start();
        String key =
                PublicKeyEntry.toString(keys.loadKeys(null).iterator().next().getPublic());
        Path known = folder.resolve("known_hosts");
        Files.writeString(known, "[127.0.0.1]:" + server.getPort() + " " + key + "\n", StandardCharsets.US_ASCII);
        Map<String, String> parameters = parameters(folder, server.getPort());
        parameters.put("knownHostsFile", known.toString());
        return new Running("sftp-files-source", inbox, parameters, () -> server.stop(true));
    }

    private static Running ftp(Path folder, boolean tls) throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path inbox = Files.createDirectories(home.resolve("letters"));
        ListenerFactory listener = new ListenerFactory();
        listener.setServerAddress("127.0.0.1");
        listener.setPort(0);
        Path certificate = folder.resolve("server.pem");
        if (tls) {
            SslConfigurationFactory ssl = new SslConfigurationFactory();
            ssl.setKeystoreFile(keyStore(folder, certificate).toFile());
            ssl.setKeystorePassword("changeit");
            listener.setSslConfiguration(ssl.createSslConfiguration());
        }
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        factory.setUserManager(users(home));
        FtpServer server = factory.createServer();
        server.start();
        Map<String, String> parameters =
                parameters(folder, factory.getListener("default").getPort());
        if (tls) {
            parameters.put("certificateFile", certificate.toString());
        }
        return new Running(tls ? "ftps-files-source" : "ftp-files-source", inbox, parameters, server::stop);
    }

    private static org.apache.ftpserver.ftplet.UserManager users(Path home) throws FtpException {
        PropertiesUserManagerFactory users = new PropertiesUserManagerFactory();
        users.setPasswordEncryptor(new ClearTextPasswordEncryptor());
        org.apache.ftpserver.ftplet.UserManager manager = users.createUserManager();
        BaseUser user = new BaseUser();
        user.setName(USER);
        user.setPassword(FileChannelRig.ODD_PASSWORD);
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        manager.save(user);
        return manager;
    }

    private static Path keyStore(Path folder, Path certificate) throws IOException, InterruptedException {
        Path store = folder.resolve("server.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "ftps",
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
                store.toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "ftps",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-file",
                certificate.toString());
        return store;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    private static Map<String, String> parameters(Path folder, int port) {
        Map<String, String> all = new HashMap<>();
        all.put("host", "127.0.0.1");
        all.put("port", Integer.toString(port));
        all.put("username", USER);
        all.put("passwordSetting", FileChannelRig.PASSWORD_SETTING);
        all.put("directory", "letters");
        all.put("workDirectory", folder.resolve("work").toString());
        return all;
    }
}
