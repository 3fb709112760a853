package org.onestophub.platform.remote;

import java.util.function.Consumer;

/** An FTP client that lists folders as {@link FtpListing} does. */
public interface FtpFolderClient {

    /** Who hears of each listing. */
    void onListing(Consumer<FtpListing> heard);
}
