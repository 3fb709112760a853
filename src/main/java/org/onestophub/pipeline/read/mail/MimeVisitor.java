package org.onestophub.pipeline.read.mail;

import java.io.IOException;
import java.io.InputStream;

/** Receives what {@link MimeParts} finds in a mail, in order. */
interface MimeVisitor {

    /** The headers of the mail ({@code number} empty) or of a mail nested as part {@code number}. */
    default void message(String number, MimeHeaders headers) {}

    /** A leaf with its decoded bytes; what is not read is skipped. */
    void part(MimePart part, MimeHeaders headers, InputStream decoded) throws IOException;

    /** Text of a winmail.dat; {@code html} is true if it is HTML. */
    default void tnefText(MimePart tnef, String text, boolean html) {}

    /** The text before the first part of a multipart; normally a note for old mailers. */
    default void preamble(InputStream bytes) throws IOException {}

    /** A bound was reached; the walk goes on after it where possible. {@code what} names the bound. */
    default void exceeded(String what) {}

    /** A part has content that the hub cannot take out, encrypted for example; the part itself was passed. */
    default void unopened(String number) {}

    /** True if nothing more is wanted. */
    default boolean isDone() {
        return false;
    }
}
