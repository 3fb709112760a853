package org.onestophub.platform.remote;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;

/** An FTP client that lists folders as {@link FtpListing} does. */
public interface FtpFolderClient {

    /** Sets who gets each listing. */
    void onListing(Consumer<FtpListing> listener);

    /** The entries of a folder, after the listener got the whole listing. */
    static FTPFile[] entries(FTPClient client, String path, Consumer<FtpListing> listener) throws IOException {
        FtpListing listing = FtpListing.of(client, path);
        listener.accept(listing);
        return listing.files().toArray(FTPFile[]::new);
    }
}
