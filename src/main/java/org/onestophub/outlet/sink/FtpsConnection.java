package org.onestophub.outlet.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Duration;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPReply;
import org.onestophub.platform.remote.FtpReply;
import org.onestophub.platform.remote.FtpsClient;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.problem.Problem;

/** A connection by FTP with {@code AUTH TLS}, passive, binary, with an encrypted data channel. */
final class FtpsConnection implements FileServerConnection {

    private final String host;
    private final int port;
    private final FtpsClient client;
    private String refusal = "";

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
        this.client = new FtpsClient(false, trust.context());
        client.setEndpointCheckingEnabled(checkHostName);
        client.setControlEncoding(encoding.name());
        client.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        client.setDefaultTimeout(Math.toIntExact(timeout.toMillis()));
        client.setDataTimeout(timeout);
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
        boolean isStored;
        try {
            isStored = client.storeFile(name, new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            FtpReply why = FtpReply.explaining(client);
            throw why.code() == 0 ? e : refused(why);
        }
        if (!isStored) {
            throw refused(FtpReply.lastOf(client));
        }
    }

    private static HandOverFault refused(FtpReply reply) {
        return HandOverFault.judged(reply.refusal(), Integer.toString(reply.code()), reply.words());
    }

    /** Some servers replace what has the name already, others refuse. */
    @Override
    public boolean rename(String from, String to) throws IOException {
        if (client.rename(from, to)) {
            return true;
        }
        refusal = FtpReply.lastOf(client).words();
        return client.deleteFile(to) && client.rename(from, to);
    }

    @Override
    public void remove(String name) throws IOException {
        client.deleteFile(name);
    }

    @Override
    public String refusal() {
        return refusal;
    }

    /** The data connection too: a server that does not read from it would hold us as long as it likes. */
    @Override
    public void cut() throws IOException {
        client.cutData();
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

    private void must(boolean done) throws IOException {
        if (!done) {
            FtpReply reply = FtpReply.lastOf(client);
            throw new HandOverFault(Problem.DESTINATION_UNREACHABLE, Integer.toString(reply.code()), reply.words());
        }
    }
}
