package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.hmef.Attachment;
import org.apache.poi.hmef.HMEFMessage;
import org.apache.poi.hmef.attribute.MAPIAttribute;
import org.apache.poi.hmef.attribute.MAPIRtfAttribute;
import org.apache.poi.hmef.attribute.TNEFAttribute;
import org.apache.poi.hmef.attribute.TNEFProperty;
import org.apache.poi.hsmf.datatypes.MAPIProperty;
import org.apache.poi.hsmf.datatypes.Types;
import org.onestophub.pipeline.read.format.HtmlText;
import org.onestophub.pipeline.read.format.MimeText;

/** Parses Outlook's winmail.dat (TNEF): the text, if it is nowhere else, and the files. */
final class TnefParts {

    static {
        // POI's own default of 1 MB loses larger attachments; the whole winmail.dat is bounded before this
        TNEFAttribute.setMaxRecordLength(MimeParts.HELD_BYTES_MAX);
        MAPIAttribute.setMaxRecordLength(MimeParts.HELD_BYTES_MAX);
    }

    private static final int INTERFACE_BYTES = 16;

    private TnefParts() {}

    /** Passes the content to the visitor; returns the number of files, at most {@code max}. */
    static int walk(byte[] tnef, MimePart outer, int max, MimeVisitor visitor) throws IOException {
        return walk(tnef, outer, max, 1, visitor);
    }

    private static int walk(byte[] tnef, MimePart outer, int max, int depth, MimeVisitor visitor) throws IOException {
        int found = 0;
        HMEFMessage message;
        try {
            message = new HMEFMessage(new ByteArrayInputStream(tnef));
            text(message, outer, visitor);
        } catch (IOException | RuntimeException broken) {
            // POI throws many unchecked types for broken bytes; the file itself is already a part
            visitor.exceeded("tnef");
            return 0;
        }
        List<Attachment> files = message.getAttachments();
        int index = 0;
        for (Attachment file : files) {
            if (index + found >= max || visitor.isDone()) {
                visitor.exceeded("parts");
                return index + found;
            }
            MimePart part = MimePart.within(outer, ++index, nameOf(file));
            byte[] bytes = bytesOf(file);
            visitor.part(part, new MimeHeaders(), new ByteArrayInputStream(bytes));
            if (bytes.length == 0 && !isEmptyFile(file)) {
                visitor.unopened(part.number());
            } else if (isTnef(bytes)) {
                found += within(bytes, part, max - index - found, depth, visitor);
            }
        }
        return index + found;
    }

    /** A mail that was attached to the mail. */
    private static int within(byte[] tnef, MimePart part, int max, int depth, MimeVisitor visitor) throws IOException {
        if (depth >= MimeParts.DEPTH_MAX || max <= 0) {
            visitor.exceeded(max <= 0 ? "parts" : "depth");
            return 0;
        }
        // its text is a text of its own and does not repeat the outer mail's
        return walk(tnef, part.asMessage(), max, depth + 1, visitor);
    }

    private static boolean isTnef(byte[] bytes) {
        return bytes.length > 6 && bytes[0] == 0x78 && bytes[1] == (byte) 0x9F && bytes[2] == 0x3E && bytes[3] == 0x22;
    }

    private static boolean isEmptyFile(Attachment file) {
        TNEFAttribute data = file.getAttribute(TNEFProperty.ID_ATTACHDATA);
        return data != null && data.getData().length == 0;
    }

    /** Passes the first form of the text that says something: an empty one may stand beside it. */
    private static void text(HMEFMessage message, MimePart outer, MimeVisitor visitor) {
        String plain = plainOf(message);
        if (!MailWords.isSilent(plain)) {
            visitor.tnefText(outer, plain, false);
            return;
        }
        MAPIAttribute html = message.getMessageMAPIAttribute(MAPIProperty.BODY_HTML);
        if (html != null) {
            byte[] bytes = html.getData();
            String text = MimeText.decode(bytes, HtmlText.claimIn(bytes), false).text();
            if (!MailWords.isSilent(HtmlText.of(text))) {
                visitor.tnefText(outer, text, true);
                return;
            }
        }
        if (message.getMessageMAPIAttribute(MAPIProperty.RTF_COMPRESSED) instanceof MAPIRtfAttribute rtf) {
            visitor.tnefText(outer, RtfText.of(rtf.getData()), false);
        }
    }

    /** The plain text, which old servers write as an attribute of its own; empty if there is none. */
    private static String plainOf(HMEFMessage message) {
        MAPIAttribute plain = message.getMessageMAPIAttribute(MAPIProperty.BODY);
        if (plain != null) {
            return textOf(plain);
        }
        TNEFAttribute old = message.getMessageAttribute(TNEFProperty.ID_BODY);
        return old == null
                ? ""
                : withoutEnd(MimeText.detect(old.getData(), false).text());
    }

    /** POI reads 8-bit strings as Windows-1252; the sender may have used any code page. */
    private static String textOf(MAPIAttribute attribute) {
        byte[] bytes = attribute.getData();
        boolean unicode = attribute.getType() == Types.UNICODE_STRING.getId();
        String text = unicode
                ? new String(bytes, StandardCharsets.UTF_16LE)
                : MimeText.detect(bytes, false).text();
        return withoutEnd(text);
    }

    /** The text before the zero that ends it. */
    private static String withoutEnd(String text) {
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String nameOf(Attachment file) {
        MAPIAttribute longName = file.getMAPIAttribute(MAPIProperty.ATTACH_LONG_FILENAME);
        if (longName != null) {
            return textOf(longName);
        }
        TNEFAttribute title = file.getAttribute(TNEFProperty.ID_ATTACHTITLE);
        return title == null ? "" : MimeText.detect(title.getData(), false).text();
    }

    private static byte[] bytesOf(Attachment file) {
        for (MAPIAttribute attribute : file.getMAPIAttributes()) {
            if (attribute.getProperty().id == MAPIProperty.ATTACH_DATA.id && attribute.getData() != null) {
                return contentOf(attribute);
            }
        }
        TNEFAttribute data = file.getAttribute(TNEFProperty.ID_ATTACHDATA);
        return data == null || data.getData() == null ? new byte[0] : data.getData();
    }

    /** An object, such as an attached mail, begins with the sixteen bytes that name its interface (MS-OXTNEF 2.1.3.1.4). */
    private static byte[] contentOf(MAPIAttribute attribute) {
        byte[] bytes = attribute.getData();
        boolean object = attribute.getType() == Types.DIRECTORY.getId() && bytes.length > INTERFACE_BYTES;
        return object ? Arrays.copyOfRange(bytes, INTERFACE_BYTES, bytes.length) : bytes;
    }
}
