package org.onestophub.outlet.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.Charset;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.remote.TrustedCertificates;

/** A connection by FTP with {@code AUTH TLS}, passive, binary, with an encrypted data channel. */
final class FtpsConnection implements FileServerConnection {

    private final String host;
    private final int port;
    private final Client client;

    FtpsConnection(
            String host,
            int port,
            TrustedCertificates trust,
            Charset encoding,
            boolean checkHostName,
            Duration connectTimeout,
            Duration timeout) {
        this.host = host;
        this.port = port;
        this.client = new Client(trust);
        client.setEndpointCheckingEnabled(checkHostName);
        client.setControlEncoding(encoding.name());
        client.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        client.setDefaultTimeout(Math.toIntExact(timeout.toMillis()));
        client.setDataTimeout(timeout);
        // with TLS 1.3 the server's session tickets lie unread when we close, and the close becomes a reset
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
    }

    @Override
    public void connect(String username, String password, String directory) throws IOException {
        client.connect(host, port);
        must(FTPReply.isPositiveCompletion(client.getReplyCode()));
        // before the login: without these two the files would travel in clear text
        client.execPBSZ(0);
        client.execPROT("P");
        must(client.login(username, password));
        client.enterLocalPassiveMode();
        must(client.setFileType(FTP.BINARY_FILE_TYPE));
        must(client.changeWorkingDirectory(directory));
    }

    @Override
    public void upload(String name, byte[] bytes) throws IOException {
        must(client.storeFile(name, new ByteArrayInputStream(bytes)));
    }

    /** Some servers replace what has the name already, others refuse. */
    @Override
    public boolean rename(String from, String to) throws IOException {
        return client.rename(from, to) || client.deleteFile(to) && client.rename(from, to);
    }

    /** The data connection too: a server that does not read from it would hold us as long as it likes. */
    @Override
    public void cut() throws IOException {
        Socket data = client.data;
        if (data != null && !data.isClosed()) {
            // without a TLS close: that would wait for the lock of the thread that writes
            data.setSoLinger(true, 0);
            data.close();
        }
        client.disconnect();
    }

    @Override
    public void close() {
        try {
            client.disconnect();
        } catch (IOException e) {
            // the server closed first
        }
    }

    private static void must(boolean done) throws IOException {
        if (!done) {
            throw new IOException("the server refuses");
        }
    }

    /** Remembers its data connection. */
    private static final class Client extends FTPSClient {
        private volatile @Nullable Socket data;

        private Client(TrustedCertificates trust) {
            super(trust.context());
        }

        @Override
        protected @Nullable Socket _openDataConnection_(String command, String arg) throws IOException {
            Socket opened = super._openDataConnection_(command, arg);
            data = opened;
            return opened;
        }
    }
}
