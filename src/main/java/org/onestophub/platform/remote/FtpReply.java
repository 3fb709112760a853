package org.onestophub.platform.remote;

import java.io.IOException;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;

/**
 * What an FTP server last said.
 *
 * @param code three digits; 0 if it said nothing
 * @param words the whole reply, with the code
 */
public record FtpReply(int code, String words) {

    /** How long a reply is waited for that explains why a transfer broke; mostly it is there already. */
    private static final int EXPLANATION_MILLIS = 2_000;

    /** The last reply of a connection. */
    public static FtpReply lastOf(FTPClient client) {
        String words = client.getReplyString();
        return words == null || words.isBlank()
                ? new FtpReply(0, "")
                : new FtpReply(client.getReplyCode(), words.strip());
    }

    /**
     * The reply that explains why a data connection broke; code 0 if there is none. The control connection is of no other
     * use afterwards.
     */
    public static FtpReply explaining(FTPClient client) {
        try {
            client.setSoTimeout(EXPLANATION_MILLIS);
            client.getReply();
            FtpReply reply = lastOf(client);
            return FTPReply.isPositiveCompletion(reply.code()) ? new FtpReply(0, "") : reply;
        } catch (IOException e) {
            return new FtpReply(0, "");
        }
    }

    /** Why a file was not stored. Codes of RFC 959: 452 and 552 lack of space, 532 and 553 lack of a right. */
    public Refusal refusal() {
        return switch (code) {
            case FTPReply.INSUFFICIENT_STORAGE, FTPReply.STORAGE_ALLOCATION_EXCEEDED -> Refusal.FULL;
            case FTPReply.NEED_ACCOUNT_FOR_STORING_FILES, FTPReply.FILE_NAME_NOT_ALLOWED ->
                Refusal.of(words) == Refusal.FULL ? Refusal.FULL : Refusal.FORBIDDEN;
            default -> Refusal.of(words);
        };
    }
}
