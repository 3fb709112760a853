package org.onestophub.platform.probe;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Properties;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.remote.ServerKey;

/** What a channel's connector or a destination's was loaded with, as far as a test of its connection needs it. */
public sealed interface ProbeTarget {

    /** A word for people. */
    String kind();

    /** A user and his password. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    /** Asked for when it is needed, as settings may have changed. */
    @FunctionalInterface
    interface LoginSource {
        /** The login as it is now. */
        Login login();
    }

    /** A server where the hub logs in. */
    sealed interface Account extends ProbeTarget {
        /** The login as it is now. */
        LoginSource login();

        /** The same place with another login. */
        Account with(LoginSource other);
    }

    /**
     * A mailbox.
     *
     * @param mail the properties of the connector, {@code mail.imap…}
     * @param keptFolder where kept mails go; empty: they are marked
     */
    record Mailbox(
            String protocol,
            String host,
            int port,
            Properties mail,
            X509ExtendedTrustManager trust,
            LoginSource login,
            String folder,
            String keptFolder)
            implements Account {
        @Override
        public Mailbox with(LoginSource other) {
            return new Mailbox(protocol, host, port, mail, trust, other, folder, keptFolder);
        }

        @Override
        public String kind() {
            return protocol;
        }

        /** Whether TLS begins with the first byte. */
        public boolean isTlsFirst() {
            return protocol.equals("imaps");
        }

        /** Whether the server must offer TLS. */
        public boolean needsStartTls() {
            return Boolean.parseBoolean(String.valueOf(mail.get("mail.imap.starttls.required")));
        }
    }

    /** A folder of an FTP server; without TLS if {@code trust} is null. */
    record FtpFolder(
            String host,
            int port,
            Charset controlEncoding,
            @Nullable X509ExtendedTrustManager trust,
            boolean checkHostName,
            LoginSource login,
            String directory)
            implements Account {
        @Override
        public FtpFolder with(LoginSource other) {
            return new FtpFolder(host, port, controlEncoding, trust, checkHostName, other, directory);
        }

        @Override
        public String kind() {
            return trust == null ? "ftp" : "ftps";
        }
    }

    /**
     * A folder of an SFTP server; with the library's default ways of login if {@code authentications} is null.
     *
     * @param knownHosts file of host keys; empty: none is trusted
     */
    record SftpFolder(
            String host,
            int port,
            String knownHosts,
            @Nullable String authentications,
            Charset names,
            LoginSource login,
            String directory)
            implements Account {
        @Override
        public SftpFolder with(LoginSource other) {
            return new SftpFolder(host, port, knownHosts, authentications, names, other, directory);
        }

        @Override
        public String kind() {
            return "sftp";
        }
    }

    /**
     * A folder of this machine.
     *
     * @param isMade whether the channel makes it where it is missing
     */
    record Folder(Path directory, boolean isMade) implements ProbeTarget {
        @Override
        public String kind() {
            return "folder";
        }
    }

    /** Asked for when it is needed, as its files may have changed. */
    @FunctionalInterface
    interface KeySource {
        /**
         * The key as it is now.
         * @throws org.onestophub.problem.ProblemException CH-207 if it cannot be used
         */
        ServerKey key();
    }

    /** A port of the hub's own; without TLS if {@code key} is null. */
    record Listener(String host, int port, @Nullable KeySource key) implements ProbeTarget {
        @Override
        public String kind() {
            return "listener";
        }
    }

    /** A port that the hub would open; without TLS if {@code key} is null. */
    record Port(String host, int port, @Nullable KeySource key) implements ProbeTarget {
        @Override
        public String kind() {
            return "listener";
        }
    }

    /** A door of the HTTP API; {@code role} is what a key must have. */
    record Door(String role) implements ProbeTarget {
        @Override
        public String kind() {
            return "door";
        }
    }

    /** A source that knows itself how it is tested. */
    record Own(ProbedSource source) implements ProbeTarget {
        @Override
        public String kind() {
            return source.probedKind();
        }
    }

    /** A source of a kind for which there is no test. */
    record Unknown() implements ProbeTarget {
        @Override
        public String kind() {
            return "unknown";
        }
    }
}
