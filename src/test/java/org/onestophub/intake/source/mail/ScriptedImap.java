package org.onestophub.intake.source.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An IMAP server with an empty mailbox that answers SELECT as scripted, before and after the client has sent ID. */
final class ScriptedImap implements AutoCloseable {

    static final String OPEN = "OK [READ-WRITE] SELECT completed";

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final String toStrangers;
    private final String toKnown;
    private final String capabilities;

    /** {@code toStrangers} is the answer to SELECT before ID, {@code toKnown} the one after. */
    ScriptedImap(String toStrangers, String toKnown, String capabilities) throws IOException {
        this.toStrangers = toStrangers;
        this.toKnown = toKnown;
        this.capabilities = capabilities;
        Thread accept = new Thread(this::accept, "scripted-imap");
        accept.setDaemon(true);
        accept.start();
    }

    int port() {
        return door.getLocalPort();
    }

    /** Words of what clients asked, in upper case. */
    List<String> commands() {
        return commands;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread session = new Thread(() -> serve(client), "scripted-imap-session");
                session.setDaemon(true);
                session.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(client, "* OK ready");
            boolean isKnown = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 3);
                String verb = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
                commands.add(verb);
                isKnown |= verb.equals("ID");
                switch (verb) {
                    case "CAPABILITY" -> say(client, "* CAPABILITY IMAP4rev1 " + capabilities);
                    case "LIST" -> say(client, "* LIST () \"/\" \"INBOX\"");
                    case "SELECT" -> {
                        say(client, "* 0 EXISTS", "* 0 RECENT", "* OK [UIDVALIDITY 7] ok", "* FLAGS (\\Seen)");
                        say(client, words[0] + " " + (isKnown ? toKnown : toStrangers));
                    }
                    default -> {}
                }
                if (!verb.equals("SELECT")) {
                    say(client, words[0] + " OK done");
                }
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private static void say(Socket client, String... lines) throws IOException {
        for (String line : lines) {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
