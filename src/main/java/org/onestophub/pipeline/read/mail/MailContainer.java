package org.onestophub.pipeline.read.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms in which a part of a mail holds a mail or files. The bytes say which; name and type count only where they say nothing. */
enum MailContainer {
    /** RFC 822. */
    MESSAGE,
    /** Outlook's winmail.dat. */
    TNEF,
    /** S/MIME that holds its content. */
    CMS,
    /** A mail that Outlook saved as a file. */
    OUTLOOK;

    /** Bytes of the beginning that {@link #in} looks at. */
    static final int HEAD_BYTES = 2048;

    private static final byte[] TNEF_MARK = {0x78, (byte) 0x9F, 0x3E, 0x22};
    /** Object identifier of PKCS #7 signed data, with its tag and length, within the first bytes of a BER sequence. */
    private static final String SIGNED = "\u0006\t*\u0086H\u0086\u00F7\r\u0001\u0007\u0002";

    private static final int OID_BEFORE = 8;

    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z0-9-]{1,60}):.*");
    /** Two of these in the beginning are the head of a mail. */
    private static final Set<String> USUAL = Set.of(
            "from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version", "delivered-to");

    /** Other texts are shown as they are, even if they quote a mail. */
    private static final Set<String> OF_ANY_KIND = Set.of("application/octet-stream", "application/x-unknown", "");

    /** What the part is that begins with {@code head}; empty if it holds nothing of this kind. */
    static Optional<MailContainer> in(MimePart part, byte[] head) {
        if (Arrays.equals(head, 0, Math.min(4, head.length), TNEF_MARK, 0, 4)) {
            return Optional.of(TNEF);
        }
        if (OutlookMail.isCompound(head)) {
            return Optional.of(OUTLOOK);
        }
        Optional<MailContainer> declared = declared(part);
        if (declared.isPresent() || OF_ANY_KIND.contains(part.mediaType()) || isSavedMail(part)) {
            if (isSigned(head)) {
                return Optional.of(CMS);
            }
            if (declared.filter(form -> form == MESSAGE).isEmpty() && isMail(head)) {
                return Optional.of(MESSAGE);
            }
        }
        return declared;
    }

    /** What the headers of the part say. */
    static Optional<MailContainer> declared(MimePart part) {
        if (part.isMessage()) {
            return Optional.of(MESSAGE);
        }
        if (part.isTnef()) {
            return Optional.of(TNEF);
        }
        if (part.isCms()) {
            return Optional.of(CMS);
        }
        return part.isOutlook() ? Optional.of(OUTLOOK) : Optional.empty();
    }

    /** True if the bytes begin with the headers of a mail. */
    static boolean isMail(byte[] head) {
        String text = new String(head, 0, Math.min(HEAD_BYTES, head.length), StandardCharsets.ISO_8859_1);
        String start = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
        Set<String> found = new HashSet<>();
        for (String line : start.stripLeading().split("\r\n|\r|\n")) {
            boolean isFolded = line.startsWith(" ") || line.startsWith("\t");
            Matcher header = HEADER.matcher(line);
            if (header.matches()) {
                found.add(header.group(1).toLowerCase(Locale.ROOT));
            } else if (!isFolded && !line.startsWith("From ")) {
                break;
            }
        }
        found.retainAll(USUAL);
        return found.size() >= 2;
    }

    /** True if a part that is not declared as one is one all the same; Office files and signed files begin alike. */
    boolean isSure(byte[] bytes) {
        return switch (this) {
            case OUTLOOK -> OutlookMail.hasProperties(bytes);
            case CMS ->
                CmsContent.of(bytes, bytes.length).filter(MailContainer::isMime).isPresent();
            case MESSAGE, TNEF -> true;
        };
    }

    private static boolean isMime(byte[] content) {
        String start = new String(content, 0, Math.min(HEAD_BYTES, content.length), StandardCharsets.ISO_8859_1);
        return start.stripLeading().toLowerCase(Locale.ROOT).startsWith("content-") || isMail(content);
    }

    private static boolean isSavedMail(MimePart part) {
        return part.name().toLowerCase(Locale.ROOT).endsWith(".eml");
    }

    private static boolean isSigned(byte[] head) {
        int at = new String(head, StandardCharsets.ISO_8859_1).indexOf(SIGNED);
        return head.length > 0 && head[0] == 0x30 && at > 0 && at <= OID_BEFORE;
    }
}
