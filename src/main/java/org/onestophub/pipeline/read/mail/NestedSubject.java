package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** The subject of a mail inside a mail: its name for people, where the sender gives it none. */
final class NestedSubject {

    private NestedSubject() {}

    /** The subject, decoded; empty if there is none or no header can be read. */
    static String of(byte[] mail) {
        MimeTokenStream tokens = MimeTokens.of(new ByteArrayInputStream(mail));
        MimeHeaders headers = new MimeHeaders();
        try {
            for (EntityState state = tokens.getState(); state != EntityState.T_END_HEADER; state = tokens.next()) {
                if (state == EntityState.T_END_OF_STREAM) {
                    break;
                }
                if (state == EntityState.T_FIELD) {
                    headers.add(tokens.getField());
                }
            }
        } catch (MimeException | IOException unreadable) {
            return "";
        }
        return headers.text("subject").text();
    }
}
