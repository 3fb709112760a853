package org.onestophub.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A person's own line to an IMAP server: commands go out and bytes come in as they are. */
public final class ImapTalk implements AutoCloseable {

    private final Socket socket;
    private int tags;

    private ImapTalk(Socket socket) {
        this.socket = socket;
    }

    /** Logged in at a server of this machine. */
    public static ImapTalk login(int port, String user, String password) throws IOException {
        ImapTalk talk = new ImapTalk(new Socket(InetAddress.getLoopbackAddress(), port));
        talk.line();
        talk.ask("LOGIN \"" + user + "\" \"" + password + "\"");
        return talk;
    }

    /** Lays a mail into a folder. */
    public void append(String mailbox, byte[] mail) throws IOException {
        String tag = "t" + ++tags;
        send((tag + " APPEND \"" + mailbox + "\" {" + mail.length + "}\r\n").getBytes(StandardCharsets.US_ASCII));
        String go = line();
        if (!go.startsWith("+")) {
            throw new IOException(go);
        }
        send(mail);
        send("\r\n".getBytes(StandardCharsets.US_ASCII));
        until(tag);
    }

    /** Mails of a folder that match, opened for reading only; 0 if there is no such folder. */
    public int count(String mailbox, String search) throws IOException {
        try {
            ask("EXAMINE \"" + mailbox + "\"");
        } catch (IOException e) {
            return 0;
        }
        return ask("SEARCH " + search).stream()
                .filter(line -> line.startsWith("* SEARCH "))
                .mapToInt(line -> line.substring("* SEARCH ".length()).strip().split(" ").length)
                .sum();
    }

    /**
     * Lines of the answer.
     * @throws IOException with the last of them if the server says no
     */
    public List<String> ask(String command) throws IOException {
        String tag = "t" + ++tags;
        send((tag + " " + command + "\r\n").getBytes(StandardCharsets.UTF_8));
        return until(tag);
    }

    private List<String> until(String tag) throws IOException {
        List<String> lines = new ArrayList<>();
        while (true) {
            String line = line();
            lines.add(line);
            if (line.startsWith(tag + " OK")) {
                return lines;
            }
            if (line.startsWith(tag + " ")) {
                throw new IOException(line);
            }
        }
    }

    private void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server has gone");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
