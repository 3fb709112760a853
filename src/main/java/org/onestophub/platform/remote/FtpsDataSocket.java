package org.onestophub.platform.remote;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLSocket;

/**
 * A data connection of FTP over TLS, as far as the FTP client uses it. With TLS 1.3 the end of an upload is announced first and
 * what the server has sent is read: its tickets resume the next connection, and unread they would turn the close into a
 * reset that destroys what is still on its way.
 */
final class FtpsDataSocket extends Socket {

    /** Tickets are some hundred bytes each. */
    private static final int MOST_READ = 64 * 1024;

    private final SSLSocket line;
    private final boolean readsTheEnd;

    FtpsDataSocket(SSLSocket line, boolean readsTheEnd) {
        this.line = line;
        this.readsTheEnd = readsTheEnd;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return line.getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(line.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (!line.isClosed()) {
                    out.flush();
                    endOutput();
                }
                line.close();
            }
        };
    }

    private void endOutput() throws IOException {
        if (!readsTheEnd) {
            return;
        }
        line.shutdownOutput();
        try {
            line.getInputStream().skipNBytes(MOST_READ);
        } catch (IOException e) {
            // the end, or a server that says none; its reply on the control connection says what it has
        }
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        line.setSoTimeout(millis);
    }

    @Override
    public synchronized int getSoTimeout() throws SocketException {
        return line.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        line.setSoLinger(on, seconds);
    }

    @Override
    public boolean isClosed() {
        return line.isClosed();
    }

    @Override
    public synchronized void close() throws IOException {
        line.close();
    }
}
