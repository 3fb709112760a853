package org.onestophub.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.ftp.FTPSClient;

/** A connection by FTP with {@code AUTH TLS}, passive, binary, with an encrypted data channel. */
final class FtpsLine implements FileServerLine {

    private final String host;
    private final int port;
    private final FTPSClient client;

    FtpsLine(String host, int port, Trust trust, Charset encoding, boolean checkHostName, Duration connectTimeout,
            Duration timeout) {
        this.host = host;
        this.port = port;
        this.client = new FTPSClient(trust.context());
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

    @Override
    public void cut() throws IOException {
        client.disconnect();
    }

    @Override
    public void close() {
        try {
            client.disconnect();
        } catch (IOException e) {
            // the server went first
        }
    }

    private static void must(boolean done) throws IOException {
        if (!done) {
            throw new IOException("the server refuses");
        }
    }
}
