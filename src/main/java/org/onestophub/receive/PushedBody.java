package org.onestophub.receive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.onestophub.complaint.Content;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/**
 * The body of a request, complete. Closing it deletes the file it may wait in, so close it only after the answer is
 * known; by then RECEIVE has its own copy.
 *
 * @param content the bytes as they came
 */
record PushedBody(Content content) implements AutoCloseable {

    @Override
    public void close() {
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
