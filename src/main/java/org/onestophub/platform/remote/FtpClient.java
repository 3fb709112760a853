package org.onestophub.platform.remote;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/** A client of FTP without TLS that lists folders as {@link FtpListing} does. */
public final class FtpClient extends FTPClient implements FtpFolderClient {

    private Consumer<FtpListing> listener = listing -> {};

    @Override
    public void onListing(Consumer<FtpListing> receiver) {
        listener = receiver;
    }

    @Override
    public FTPFile[] listFiles(String path) throws IOException {
        return FtpFolderClient.entries(this, path, listener);
    }
}
