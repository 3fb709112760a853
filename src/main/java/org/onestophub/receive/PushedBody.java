package org.onestophub.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.onestophub.complaint.Content;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/**
 * The body of a request. Closing it deletes the file it may wait in and gives back its memory, so close it only after the
 * answer is known; by then RECEIVE has its own copy.
 *
 * @param content the bytes as they came; of a body that is too large its first ones
 * @param tooLarge empty, or how large the whole body is as far as that is known
 * @param share what it holds of the memory for bodies
 */
record PushedBody(Content content, String tooLarge, BodyMemory.Share share) implements AutoCloseable {

    /** True if the body is above its bound and only its first bytes were kept. */
    boolean isCut() {
        return !tooLarge.isEmpty();
    }

    @Override
    public void close() {
        share.close();
        if (content instanceof Content.InFile spooled) {
            delete(spooled.file());
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // it is deleted at the next start
            HubLog.of("receive").look("spool-file-left", LogKey.FAULT, e.getClass().getName());
        }
    }
}
