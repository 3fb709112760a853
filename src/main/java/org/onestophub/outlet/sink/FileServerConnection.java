package org.onestophub.outlet.sink;

import java.io.IOException;

/** One connection to a file server, from login to close. */
interface FileServerConnection extends AutoCloseable {

    /** Logs in and goes to the folder. */
    void connect(String username, String password, String directory) throws IOException;

    /** Writes a file of that name, over one that is there. */
    void upload(String name, byte[] bytes) throws IOException;

    /** Renames the file, in place of one that has the name; false if the server refuses and it does not have the name. */
    boolean rename(String from, String to) throws IOException;

    /** Removes a file; nothing happens if the server refuses. */
    void remove(String name) throws IOException;

    /** Why the last renaming was refused, in the server's words; empty if none was. */
    String refusal();

    /** Ends the connection from another thread; who waits for the server gets an exception. */
    void cut() throws IOException;

    /** Closes the connection; a fault there changes nothing. */
    @Override
    void close();
}
