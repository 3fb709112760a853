package org.onestophub.pipeline.read.mail;

import java.util.Locale;
import java.util.Set;
import org.onestophub.pipeline.read.format.ViewText;

/**
 * One leaf of a mail's tree as described by its headers.
 *
 * @param number stable position, for example {@code 1.2}
 * @param mediaType as declared, lower case, {@code application/octet-stream} if that is unreadable
 * @param charset as declared, or empty
 * @param name file name for people, without path; may be empty
 * @param attached true if the sender says it is an attachment
 * @param alternative the multipart/alternative it belongs to, 0 if none
 * @param message number of the nested message it belongs to, empty for the mail itself
 */
record MimePart(
        String number,
        String mediaType,
        String charset,
        String name,
        boolean attached,
        int alternative,
        String message) {

    private static final int NAME_CHARS_MAX = 200;
    private static final Set<String> SEALED = Set.of(
            "application/pgp-encrypted",
            "message/external-body",
            "message/partial",
            "application/mac-binhex40",
            "application/x-binhex40",
            "application/x-yencoded");

    private static final Set<String> MARKED_TEXTS =
            Set.of("text/markdown", "text/x-markdown", "text/enriched", "text/richtext");

    private static final String OTHER = "application/octet-stream";

    /** The part with these headers; {@code type} is the media type in force where none is declared. */
    static MimePart of(String number, String type, MimeHeaders headers, int alternative, String message) {
        MimeParameters content = MimeParameters.of(headers.raw("content-type").text());
        MimeParameters disposition =
                MimeParameters.of(headers.raw("content-disposition").text());
        String name = disposition.get("filename").isEmpty() ? content.get("name") : disposition.get("filename");
        boolean attached = disposition.value().equals("attachment");
        // without a readable type everything but a file is text (RFC 2045, 5.2)
        String unreadable = name.isEmpty() && !attached ? "text/plain" : OTHER;
        return new MimePart(
                number,
                mediaType(type, unreadable),
                content.get("charset"),
                fileName(name),
                attached,
                alternative,
                message);
    }

    /** The same part as the mail that its contents belong to. */
    MimePart asMessage() {
        return new MimePart(number, mediaType, charset, name, attached, 0, number);
    }

    /** The same part with a name of the hub's choice, where it has none. */
    MimePart named(String subject) {
        return new MimePart(number, mediaType, charset, fileName(subject), attached, alternative, message);
    }

    /** A part found inside another one, such as a file in winmail.dat. */
    static MimePart within(MimePart outer, int index, String name) {
        return new MimePart(outer.number + "." + index, OTHER, "", fileName(name), true, 0, outer.message);
    }

    /** True if it is text of the mail itself, not a file. */
    boolean isBody() {
        return !attached && name.isEmpty() && (isPlain() || isHtml());
    }

    /** True for text/html. */
    boolean isHtml() {
        return mediaType.equals("text/html");
    }

    /** True for text/plain, also for a multipart without its boundary. */
    boolean isPlain() {
        return mediaType.equals("text/plain");
    }

    /** True for text with marks between its words that people can read as it is. */
    boolean isMarkedText() {
        return MARKED_TEXTS.contains(mediaType);
    }

    /** True for a mail inside the mail, or the headers of one in a delivery report. */
    boolean isMessage() {
        return mediaType.equals("message/rfc822")
                || mediaType.equals("message/global")
                || mediaType.equals("text/rfc822-headers")
                || mediaType.equals("message/global-headers");
    }

    /** True for Outlook's winmail.dat. */
    boolean isTnef() {
        return mediaType.equals("application/ms-tnef")
                || mediaType.equals("application/vnd.ms-tnef")
                || name.toLowerCase(Locale.ROOT).equals("winmail.dat");
    }

    /** True for S/MIME that holds its content: signed, compressed or encrypted. */
    boolean isCms() {
        return mediaType.equals("application/pkcs7-mime")
                || mediaType.equals("application/x-pkcs7-mime")
                || name.toLowerCase(Locale.ROOT).matches(".*\\.p7[mz]");
    }

    /** True for a mail that Outlook saved. */
    boolean isOutlook() {
        return mediaType.equals("application/vnd.ms-outlook")
                || name.toLowerCase(Locale.ROOT).endsWith(".msg");
    }

    /** True for content that is elsewhere, in pieces, or in a form that the hub does not read. */
    boolean isSealed() {
        return SEALED.contains(mediaType);
    }

    private static String mediaType(String declared, String otherwise) {
        String type = declared.trim().toLowerCase(Locale.ROOT);
        return type.length() <= 100 && type.matches("[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")
                ? type
                : otherwise;
    }

    /** The last step of any path, without characters that hide or turn text; at most 200 characters, its end kept. */
    static String fileName(String declared) {
        String name = ViewText.line(declared, 4 * NAME_CHARS_MAX)
                .replaceAll("[\\u200b-\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "");
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .trim();
        if (name.equals(".") || name.equals("..")) {
            return "";
        }
        if (name.length() <= NAME_CHARS_MAX) {
            return name;
        }
        int start = name.length() - NAME_CHARS_MAX;
        return name.substring(Character.isLowSurrogate(name.charAt(start)) ? start + 1 : start);
    }
}
