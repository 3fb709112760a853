package org.onestophub.intake.source.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An FTP server that knows file names as bytes only, as many do: what was stored under GBK bytes is listed under GBK
 * bytes. It holds its files in memory, so names may have any byte a disk would refuse. Servers on Java cannot do this.
 */
final class ByteNamesFtp implements AutoCloseable {

    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private final ServerSocket control = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

    private final String date;

    ByteNamesFtp() throws IOException {
        this("Sep 18 09:00");
    }

    /** Every file has this date in listings. */
    ByteNamesFtp(String date) throws IOException {
        this.date = new String(date.getBytes(StandardCharsets.UTF_8), BYTES);
        Thread accept = new Thread(this::accept, "byte-names-ftp");
        accept.setDaemon(true);
        accept.start();
    }

    /** Puts a file into {@code letters/}, under a name of these bytes. */
    void put(String name, Charset charset, String content) {
        files.put("letters/" + new String(name.getBytes(charset), BYTES), content.getBytes(StandardCharsets.UTF_8));
    }

    /** Paths of all files, each as read in {@code charset}. */
    java.util.List<String> paths(Charset charset) {
        return files.keySet().stream()
                .map(path -> new String(path.getBytes(BYTES), charset))
                .toList();
    }

    /** What the connector needs. */
    Map<String, String> parameters(String workDirectory) {
        return new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(control.getLocalPort()),
                "username",
                "scans",
                "passwordSetting",
                FileChannelRig.PASSWORD_SETTING,
                "directory",
                "letters",
                "workDirectory",
                workDirectory));
    }

    @Override
    public void close() throws IOException {
        control.close();
    }

    private void accept() {
        while (!control.isClosed()) {
            try {
                Socket socket = control.accept();
                Thread session = new Thread(() -> new Session(socket).run(), "byte-names-ftp-session");
                session.setDaemon(true);
                session.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private final class Session {
        private final Socket socket;
        private OutputStream out;
        private ServerSocket passive;
        private String from = "";
        private String folder = "";

        Session(Socket socket) {
            this.socket = socket;
        }

        void run() {
            try (socket;
                    BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), BYTES))) {
                out = socket.getOutputStream();
                say("220 ready");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    int space = line.indexOf(' ');
                    answer(space < 0 ? line : line.substring(0, space), space < 0 ? "" : line.substring(space + 1));
                }
            } catch (IOException e) {
                // the client has gone
            }
        }

        private void answer(String verb, String argument) throws IOException {
            switch (verb) {
                case "USER" -> say("331 password");
                case "PASS" -> say("230 welcome");
                case "SYST" -> say("215 UNIX Type: L8");
                case "PWD" -> say("257 \"/" + folder + "\"");
                case "CWD" -> change(argument);
                case "PASV" -> openPassive();
                case "LIST" -> transfer(listing(path(argument)).getBytes(BYTES));
                case "RETR" -> retrieve(path(argument));
                case "RNFR" -> renameFrom(path(argument));
                case "RNTO" -> renameTo(path(argument));
                case "TYPE", "MKD", "NOOP" -> say("250 done");
                case "QUIT" -> say("221 bye");
                default -> say("502 not here");
            }
        }

        private void openPassive() throws IOException {
            passive = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            int port = passive.getLocalPort();
            say("227 Entering Passive Mode (127,0,0,1," + port / 256 + "," + port % 256 + ")");
        }

        private String listing(String folder) {
            StringBuilder lines = new StringBuilder();
            String prefix = folder.isEmpty() ? "" : folder + "/";
            files.keySet().stream()
                    .filter(path -> path.startsWith(prefix))
                    .map(path -> path.substring(prefix.length()))
                    .map(path -> path.indexOf('/') < 0
                            ? "-rw-r--r-- 1 a a " + files.get(prefix + path).length + " " + date + " " + path
                            : "drwxr-xr-x 1 a a 0 " + date + " " + path.substring(0, path.indexOf('/')))
                    .distinct()
                    .forEach(line -> lines.append(line).append("\r\n"));
            return lines.toString();
        }

        private void retrieve(String path) throws IOException {
            byte[] bytes = files.get(path);
            if (bytes == null) {
                say("550 no such file");
                return;
            }
            transfer(bytes);
        }

        private void transfer(byte[] bytes) throws IOException {
            say("150 here it comes");
            try (ServerSocket once = passive;
                    Socket data = once.accept()) {
                data.getOutputStream().write(bytes);
            }
            say("226 done");
        }

        private void renameFrom(String path) throws IOException {
            from = path;
            say(files.containsKey(path) ? "350 to what" : "550 no such file");
        }

        private void renameTo(String path) throws IOException {
            byte[] bytes = files.remove(from);
            if (bytes == null) {
                say("550 no such file");
                return;
            }
            files.put(path, bytes);
            say("250 done");
        }

        private void change(String argument) throws IOException {
            folder = argument.startsWith("/") ? argument.substring(1) : path(argument);
            say("250 done");
        }

        private String path(String argument) {
            String path =
                    (argument.startsWith("-") || argument.equals(".") ? "" : argument).replaceAll("^(/|\\./)+|/+$", "");
            return folder.isEmpty() ? path : path.isEmpty() ? folder : folder + "/" + path;
        }

        private void say(String line) throws IOException {
            out.write((line + "\r\n").getBytes(BYTES));
            out.flush();
        }
    }
}
