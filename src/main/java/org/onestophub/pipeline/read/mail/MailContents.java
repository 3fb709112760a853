package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.HtmlText;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.problem.Problem;

/** Collects what a mail holds while {@link MimeParts} walks it: headers, texts, attachments, and findings. */
final class MailContents implements MimeVisitor {

    /** Bytes read of one text part; the rest is counted and digested, not held. */
    private static final int TEXT_BYTES_MAX = 2 * 1024 * 1024;

    /**
     * All texts together, with their markup, because markup costs time too. Far above the canonical
     * bound of 100,000 characters, far below the heap.
     */
    private static final int ALL_TEXT_CHARS_MAX = 8 * 1024 * 1024;

    private static final int STATUS_CHARS_MAX = 10_000;

    private static final Set<String> STATUS_TYPES = Set.of(
            "message/delivery-status",
            "message/global-delivery-status",
            "message/disposition-notification",
            "message/feedback-report");

    private static final Pattern METHOD = Pattern.compile("(?im)^method[:;=]\\s?([a-z]{3,20})");

    private final Map<String, MimeHeaders> messages = new LinkedHashMap<>();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> types = new HashSet<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final MailFingerprint print = new MailFingerprint();
    private final Set<String> calendarMethods = new HashSet<>();
    private boolean whole = true;
    private String statusText = "";
    private String charset = "";
    private String preamble = "";
    private boolean doubtfulFile;
    private int textChars;

    /**
     * A text in the mail.
     *
     * @param message number of the nested message it belongs to, empty for the mail itself
     * @param alternative the multipart/alternative it belongs to, 0 if none
     * @param form {@code plain}, {@code html} or {@code tnef}
     * @param text the text
     */
    record Piece(String message, int alternative, String form, String text) {}

    @Override
    public void message(String number, MimeHeaders headers) {
        messages.put(number, headers);
        if (headers.exceeded()) {
            exceeded("headers");
        }
    }

    @Override
    public void part(MimePart part, MimeHeaders headers, InputStream decoded) throws IOException {
        if (part.message().isEmpty()) {
            types.add(part.mediaType());
        }
        boolean status = isStatus(part) && statusText.isEmpty();
        boolean calendar =
                part.mediaType().equals("text/calendar") && part.message().isEmpty();
        boolean named = isNamedText(part);
        boolean text = part.isBody() && textChars < ALL_TEXT_CHARS_MAX;
        if (part.isBody() && !text) {
            note(Problem.BOUNDS_EXCEEDED, "text");
        }
        ByteArrayOutputStream held = new ByteArrayOutputStream();
        MessageDigest digest = Digest.begin();
        long size = MimeDigest.drain(decoded, digest, held, text || status || calendar || named ? TEXT_BYTES_MAX : 0);
        byte[] sha256 = digest.digest();
        if (text) {
            print.text(part, held.toByteArray());
            body(part, held.toByteArray(), size > TEXT_BYTES_MAX);
        } else {
            print.part(part, sha256);
        }
        if (status) {
            statusText = ShortText.of(MimeText.detect(held.toByteArray(), true).text(), STATUS_CHARS_MAX);
        }
        if (named && textChars < ALL_TEXT_CHARS_MAX) {
            named(part, held.toByteArray(), size > TEXT_BYTES_MAX);
        }
        if (calendar) {
            calendar(headers, held.toByteArray());
        }
        if (!part.isBody()) {
            parts.add(new Part(
                    part.number(),
                    part.name(),
                    part.mediaType(),
                    size,
                    HexFormat.of().formatHex(sha256)));
        }
    }

    /**
     * A text of a rare type, or one that has a name, which some mailers give to what was written; the whole mail, or not
     * called an attachment.
     */
    private static boolean isNamedText(MimePart part) {
        return !part.isBody()
                && (part.isPlain() || part.isHtml() || part.isMarkedText())
                && (!part.attached() || part.number().equals("1"))
                && part.message().isEmpty();
    }

    private void named(MimePart part, byte[] bytes, boolean cut) {
        MimeText.Decoded decoded = decoded(part, bytes, cut);
        String text = decoded.text();
        doubtfulFile |= decoded.doubtful();
        textChars += text.length();
        add(part, "file", part.isHtml() ? HtmlText.of(text) : text);
    }

    /** The parts in which machines report on other mails, field by field. */
    private static boolean isStatus(MimePart part) {
        return part.message().isEmpty() && STATUS_TYPES.contains(part.mediaType());
    }

    private void calendar(MimeHeaders headers, byte[] bytes) {
        Matcher method = METHOD.matcher("method:"
                + MimeParameters.of(headers.raw("content-type").text()).get("method") + "\n"
                + new String(bytes, StandardCharsets.ISO_8859_1));
        while (method.find()) {
            calendarMethods.add(method.group(1).toLowerCase(Locale.ROOT));
        }
    }

    /** The text of a part unchanged, with its tags if it is HTML. */
    static MimeText.Decoded decoded(MimePart part, byte[] bytes, boolean cut) {
        String claim = part.charset().isEmpty() && part.isHtml() ? HtmlText.claimIn(bytes) : part.charset();
        return MimeText.decode(bytes, claim, cut);
    }

    private void body(MimePart part, byte[] bytes, boolean cut) {
        MimeText.Decoded decoded = decoded(part, bytes, cut);
        if (decoded.doubtful()) {
            doubt("text");
        }
        textChars += decoded.text().length();
        if (cut) {
            exceeded("text");
        }
        if (decoded.text().contains("-----BEGIN PGP MESSAGE-----")) {
            unopened(part.number());
        }
        if (charset.isEmpty() && part.message().isEmpty()) {
            charset = part.charset();
        }
        boolean html = part.isHtml();
        add(part, html ? "html" : "plain", html ? HtmlText.of(decoded.text()) : decoded.text());
    }

    private void add(MimePart part, String form, String text) {
        pieces.add(new Piece(part.message(), part.alternative(), form, text));
    }

    @Override
    public void tnefText(MimePart tnef, String text, boolean html) {
        String cut = ShortText.of(text, HtmlText.CHARS_MAX);
        textChars += cut.length();
        add(tnef, "tnef", html ? HtmlText.of(cut) : cut);
    }

    @Override
    public void preamble(InputStream bytes) throws IOException {
        byte[] held = bytes.readNBytes(TEXT_BYTES_MAX);
        print.preamble(held);
        preamble = MimeText.detect(held, true).text();
    }

    @Override
    public void exceeded(String what) {
        whole = false;
        Problem problem = what.equals("structure") || what.equals("tnef") ? Problem.CORRUPT : Problem.BOUNDS_EXCEEDED;
        findings.add(Finding.of(problem, what));
    }

    @Override
    public void unopened(String number) {
        findings.add(Finding.of(Problem.CONTAINER_UNOPENED, number));
    }

    /** Notes that the characters of a field may be wrong. */
    void doubt(String field) {
        findings.add(Finding.of(Problem.CHARSET_UNREADABLE, field));
    }

    /** Notes another finding. */
    void note(Problem problem, String field) {
        findings.add(Finding.of(problem, field));
    }

    /** The fingerprint that is the same for every copy of the mail; empty if it has none, or was not read to its end. */
    String print() {
        return whole ? print.of(headers()) : "";
    }

    /** True if characters of a text that has a name may be wrong. */
    boolean hasDoubtfulFile() {
        return doubtfulFile;
    }

    /** Headers of the mail itself; may be empty. */
    MimeHeaders headers() {
        return messages.getOrDefault("", new MimeHeaders());
    }

    /** The character set that the mail's first text declares, empty if it declares none. */
    String charset() {
        return charset;
    }

    /** Headers of nested mails by part number. */
    Map<String, MimeHeaders> nested() {
        Map<String, MimeHeaders> nested = new LinkedHashMap<>(messages);
        nested.remove("");
        return nested;
    }

    /** All texts in their order. */
    List<Piece> pieces() {
        return pieces;
    }

    /** The text before the first part of a multipart. */
    String preamble() {
        return preamble;
    }

    /** Attachments: everything except texts of the mail itself. */
    List<Part> parts() {
        return parts;
    }

    /** Media types of the mail's own parts. */
    Set<String> types() {
        return types;
    }

    /** Methods of the mail's own calendar parts in lower case, for example {@code reply}. */
    Set<String> calendarMethods() {
        return calendarMethods;
    }

    /** The delivery-status part's text, empty if there is none. */
    String statusText() {
        return statusText;
    }

    /** The findings, each once. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
