package org.onestophub.platform.remote;

import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.DefaultSocketFactory;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPSClient;
import org.jspecify.annotations.Nullable;

/**
 * A client of FTP over TLS whose data connections resume the TLS session of the control connection, as ProFTPD, vsftpd
 * and FileZilla Server demand by default. Passive mode only. docs/decisions/0049
 *
 * <p>It speaks TLS 1.2, and TLS 1.3 where the server has nothing older: with TLS 1.3 a session resumes once, and a server
 * that hands out no new ticket on the data connection makes this client log in anew for each transfer.
 */
public final class FtpsClient extends FTPSClient implements FtpFolderClient {

    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";

    private final SSLContext context;
    private String user = "";
    private String password = "";
    private int fileType = FTP.ASCII_FILE_TYPE;
    private boolean speaksOld = true;
    /** Sessions of the cache when the last data connection of TLS 1.3 was opened; null before the first. */
    private @Nullable Set<String> sessionsThen;

    private volatile @Nullable Socket data;
    private Consumer<FtpListing> listener = listing -> {};

    /** A client that trusts as the context does; {@code implicit}: TLS before the first word. */
    public FtpsClient(boolean implicit, SSLContext context) {
        super(implicit, context);
        this.context = context;
        // otherwise the client brings a judge of its own, beside the context's
        setTrustManager(null);
        speak(true);
    }

    @Override
    public void onListing(Consumer<FtpListing> receiver) {
        listener = receiver;
    }

    @Override
    public FTPFile[] listFiles(String path) throws IOException {
        return FtpFolderClient.entries(this, path, listener);
    }

    private void speak(boolean old) {
        speaksOld = old;
        setEnabledProtocols(new String[] {old ? TLS_1_2 : TLS_1_3});
    }

    @Override
    public void connect(String host, int port) throws IOException {
        sessionsThen = null;
        try {
            super.connect(host, port);
        } catch (SSLException e) {
            boolean isHopeless = isAboutCertificates(e) || !speaksOld;
            // the next connection begins as the first did: a server may be replaced while a channel runs
            speak(isHopeless);
            if (isHopeless) {
                throw e;
            }
            disconnect();
            super.connect(host, port);
        }
    }

    private static boolean isAboutCertificates(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean login(String username, String secret) throws IOException {
        user = username;
        password = secret;
        return super.login(username, secret);
    }

    @Override
    public boolean setFileType(int type) throws IOException {
        fileType = type;
        return super.setFileType(type);
    }

    /** As its parent's, but data connections begin as plain ones: their TLS is ours to open. */
    @Override
    public void execPROT(String protection) throws IOException {
        super.execPROT(protection);
        if ("P".equals(protection)) {
            setSocketFactory(new AtControlPort(getRemotePort()));
        }
    }

    @Override
    protected Socket _openDataConnection_(String command, String argument) throws IOException {
        if (sessionsThen != null && sessionsThen.containsAll(sessions())) {
            logInAnew();
        }
        Socket plain = super._openDataConnection_(command, argument);
        data = plain == null || plain instanceof SSLSocket ? plain : secured(plain);
        return data;
    }

    /** Closes the data connection without a good-bye, from another thread; who writes to it gets an exception. */
    public void cutData() throws IOException {
        Socket open = data;
        if (open != null && !open.isClosed()) {
            // the thread that writes holds the lock that a good-bye would wait for
            open.setSoLinger(true, 0);
            open.close();
        }
    }

    private Socket secured(Socket plain) throws IOException {
        if (!(_socket_ instanceof SSLSocket control)) {
            return plain;
        }
        // named as the control connection is, so that its session is found
        SSLSocket line =
                (SSLSocket) context.getSocketFactory().createSocket(plain, peerOf(control), control.getPort(), true);
        line.setSSLParameters(control.getSSLParameters());
        line.setUseClientMode(true);
        line.startHandshake();
        boolean isNewer = TLS_1_3.equals(line.getSession().getProtocol());
        sessionsThen = isNewer ? sessions() : null;
        return new FtpsDataSocket(line, isNewer);
    }

    private static String peerOf(SSLSocket control) {
        return control.getSession().getPeerHost();
    }

    private Set<String> sessions() {
        return Collections.list(context.getClientSessionContext().getIds()).stream()
                .map(HexFormat.of()::formatHex)
                .collect(Collectors.toSet());
    }

    /** The one way to a session that can be resumed once more; the folder and all that was set stay. */
    private void logInAnew() throws IOException {
        String host = peerOf((SSLSocket) _socket_);
        int port = getRemotePort();
        int patience = getSoTimeout();
        long offset = getRestartOffset();
        String folder = printWorkingDirectory();
        int type = fileType;
        logout();
        disconnect();
        connect(host, port);
        setSoTimeout(patience);
        execPBSZ(0);
        execPROT("P");
        must(login(user, password));
        enterLocalPassiveMode();
        must(setFileType(type));
        must(folder == null || changeWorkingDirectory(folder));
        setRestartOffset(offset);
    }

    private void must(boolean done) throws IOException {
        if (!done) {
            throw new IOException(getReplyString());
        }
    }

    /**
     * Makes sockets that say they lead to the control port: the JDK keeps sessions by host and port, and of a socket it is
     * layered over it asks the port.
     */
    private static final class AtControlPort extends DefaultSocketFactory {
        private final int port;

        private AtControlPort(int port) {
            this.port = port;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public int getPort() {
                    return port;
                }
            };
        }
    }
}
