package org.onestophub.intake.receive.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;

/**
 * The body of a request. Closing it deletes the file it may wait in and gives back its memory, so close it only after the
 * answer is known; by then RECEIVE has its own copy.
 *
 * @param content the bytes as they came; only the first ones of a body that is refused unread
 * @param cut why it is refused; null if it is whole
 * @param share what it holds of the memory for bodies
 */
record PushedBody(Content content, @Nullable Cut cut, BodyMemory.Share share) implements AutoCloseable {

    /**
     * Why a body is refused without being read.
     *
     * @param field the header that is to blame, or empty
     * @param wholeSize how large it is as far as that is known
     */
    record Cut(Problem problem, String field, String wholeSize) {}

    /** All bytes of a body in memory. */
    byte[] bytes() {
        return content.bytes(content.size());
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
            HubLog.of("receive")
                    .warn("spool-file-left", LogKey.FAULT, e.getClass().getName());
        }
    }
}
