package org.onestophub.pipeline.read.mail;

import java.io.IOException;
import java.io.InputStream;

/** Is told what {@link MimeParts} finds in a mail, in the order it stands there. */
interface MimeVisitor {

    /** The headers of the mail ({@code number} empty) or of a mail nested as part {@code number}. */
    default void message(String number, MimeHeaders headers) {}

    /** A leaf with its decoded bytes; what is not read is skipped. */
    void part(MimePart part, MimeHeaders headers, InputStream decoded) throws IOException;

    /** Text a winmail.dat holds; {@code html} says in which form. */
    default void tnefText(MimePart tnef, String text, boolean html) {}

    /** What stands before the first part of a multipart; normally a note for old mailers. */
    default void preamble(InputStream bytes) throws IOException {}

    /** A bound was met; the walk goes on behind it where it can. {@code what} names the bound. */
    default void exceeded(String what) {}

    /** True if nothing more is wanted. */
    default boolean isDone() {
        return false;
    }
}
