package org.onestophub.outlet.sink;

import java.io.IOException;

/** One connection to a file server, from login to good-bye. */
interface FileServerConnection extends AutoCloseable {

    /** Logs in and goes to the folder. */
    void connect(String username, String password, String directory) throws IOException;

    /** Writes a file of that name, over one that is there. */
    void upload(String name, byte[] bytes) throws IOException;

    /** Gives the file its name, in place of one that has it; false if the server refuses and the file has it not. */
    boolean rename(String from, String to) throws IOException;

    /** Removes a file; nothing happens if the server refuses. */
    void remove(String name) throws IOException;

    /** Why the last renaming was refused, in the server's words; empty if none was. */
    String refusal();

    /** Ends the connection from another thread; whoever waits for the server gets an exception. */
    void cut() throws IOException;

    /** Says good-bye, in vain if need be. */
    @Override
    void close();
}
