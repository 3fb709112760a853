package org.onestophub.intake.source.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Stands before an IMAP server and changes what it says of itself; the same number of bytes, so nothing else moves. */
final class ImapProxy implements AutoCloseable {

    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final int server;
    private final UnaryOperator<String> answers;

    ImapProxy(int server, UnaryOperator<String> answers) throws IOException {
        this.server = server;
        this.answers = answers;
        run(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** What clients said. */
    List<String> commands() {
        return commands;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
            run(() -> pass(client, behind, said -> {
                commands.add(said);
                return said;
            }));
            run(() -> pass(behind, client, answers));
        }
    }

    private static void pass(Socket from, Socket to, UnaryOperator<String> change) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(change.apply(new String(buffer, 0, read, BYTES)).getBytes(BYTES));
                out.flush();
            }
        }
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // one side has gone
                    }
                },
                "imap-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
