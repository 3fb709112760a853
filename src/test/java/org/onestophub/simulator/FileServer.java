package org.onestophub.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file server on loopback with one user and one root folder, whatever it speaks. */
abstract class FileServer implements AutoCloseable {

    static final String HOST = "127.0.0.1";

    private final Path root;
    private final String user;
    private final String password;

    FileServer(Path root, String user, String password) {
        this.root = root;
        this.user = user;
        this.password = password;
    }

    /** Where the user's files are in a server's own folder. */
    static Path rootIn(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("root"));
    }

    /** Loopback. */
    public final String host() {
        return HOST;
    }

    /** The port the system chose. */
    public abstract int port();

    /** The login. */
    public final String user() {
        return user;
    }

    /** The login's password. */
    public final String password() {
        return password;
    }

    /** What the user sees as {@code /}. */
    public final Path root() {
        return root;
    }

    /** Uploads as careful senders do: under another name, then renamed. Folders of {@code path} are made. */
    public final void upload(String path, byte[] bytes) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        send(path, bytes);
    }

    abstract void send(String path, byte[] bytes) throws IOException;

    @Override
    public abstract void close() throws IOException;
}
