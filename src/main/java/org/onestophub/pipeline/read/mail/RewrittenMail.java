package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.onestophub.pipeline.read.format.HtmlText;
import org.onestophub.pipeline.read.format.Placeholder;
import org.onestophub.pipeline.read.format.TextClaims;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A rebuilt mail: the same tree of parts and the same kinds of headers, with replaced words, and small files in place of
 * attachments. Texts and headers are plain UTF-8, so that a reader of the sample sees everything; headers that the hub
 * does not read are left out.
 */
final class RewrittenMail {

    /** Words of mailers: marks of replies and quotes, of automatic answers, of delivery reports; and labels of {@link TextClaims}. */
    static final String WORDS =
            "re fw fwd aw wg sv vs rv tr antw 回复 答复 回覆 转发 轉寄 转寄 自动回复 automatic reply out of office auto "
                    + "original message forwarded 原始邮件 转发邮件 原邮件 回复的原邮件 发件人 在 写道 on wrote "
                    + "reporting mta final recipient action delayed failed delivered status remote diagnostic code arrival date "
                    + "住院号 就诊号 病历号 门诊号";

    /** Three letters, in place of a file that stands in a text. */
    private static final String UUENCODED = "#86)C";

    /** Bound of one text; the sample as a whole is far smaller. */
    private static final int TEXT_BYTES_MAX = 2 * 1024 * 1024;

    private static final int NESTED_BYTES_MAX = MimeParts.HELD_BYTES_MAX;

    private final TextReplacement texts;
    private final RewrittenHeaders headers;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int multiparts;
    private int parts;

    private RewrittenMail(TextReplacement texts) {
        this.texts = texts;
        this.headers = new RewrittenHeaders(texts);
    }

    /** @throws ProblemException MP-101 if its structure cannot be read, or has a part that cannot be rebuilt (winmail.dat) */
    static byte[] of(InputStream mail, TextReplacement texts) {
        RewrittenMail rewritten = new RewrittenMail(texts);
        try {
            rewritten.message(mail, 0);
        } catch (MimeException | MimeIOException e) {
            throw new ProblemException(Problem.SAMPLE_NOT_REPLACEABLE, "structure");
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
        return rewritten.out.toByteArray();
    }

    private void message(InputStream mail, int depth) throws IOException, MimeException {
        demand(depth < MimeParts.DEPTH_MAX, "depth");
        MimeTokenStream tokens = MimeTokens.of(mail);
        Deque<String> boundaries = new ArrayDeque<>();
        MimeHeaders own = new MimeHeaders();
        for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
            switch (state) {
                case T_START_HEADER -> own = new MimeHeaders();
                case T_FIELD -> own.add(tokens.getField());
                case T_START_BODYPART -> line("--" + boundaries.peek());
                case T_START_MULTIPART -> {
                    demand(boundaries.size() + depth < MimeParts.DEPTH_MAX, "depth");
                    headersOf(own, boundaries.isEmpty());
                    boundaries.push("=_part_" + ++multiparts + "_=");
                    multipart(own, boundaries.peek());
                }
                case T_END_MULTIPART -> line("--" + boundaries.pop() + "--");
                case T_BODY -> {
                    headersOf(own, boundaries.isEmpty());
                    body(tokens, own, depth + boundaries.size());
                }
                default -> {}
            }
        }
    }

    private void headersOf(MimeHeaders own, boolean ofTheMessage) {
        if (ofTheMessage) {
            headers.of(own).forEach(this::line);
        }
    }

    private void multipart(MimeHeaders own, String boundary) {
        MimeParameters type = MimeParameters.of(own.raw("content-type").text());
        String report = type.get("report-type").toLowerCase(Locale.ROOT);
        line("Content-Type: " + (type.value().matches("multipart/[a-z-]{1,40}") ? type.value() : "multipart/mixed")
                + (report.matches("[a-z-]{1,40}") ? "; report-type=" + report : "") + "; boundary=\"" + boundary
                + "\"");
        line("");
    }

    private void body(MimeTokenStream tokens, MimeHeaders own, int depth) throws IOException, MimeException {
        demand(++parts <= MimeParts.PARTS_MAX, "parts");
        String type = tokens.getBodyDescriptor().getMimeType();
        MimePart part = MimePart.of("", type.startsWith("multipart/") ? "text/plain" : type, own, 0, "");
        demand(!part.isTnef(), "winmail.dat");
        InputStream decoded = tokens.getDecodedInputStream();
        if (part.isMessage()) {
            nested(part, whole(decoded, NESTED_BYTES_MAX), depth);
        } else if (part.isBody() || part.mediaType().startsWith("message/")) {
            text(part, whole(decoded, TEXT_BYTES_MAX));
        } else {
            attachment(part);
        }
    }

    private void nested(MimePart part, byte[] mail, int depth) throws IOException, MimeException {
        line("Content-Type: " + part.mediaType());
        disposition(part);
        line("");
        message(new ByteArrayInputStream(mail), depth + 1);
    }

    private void text(MimePart part, byte[] bytes) {
        line("Content-Type: " + part.mediaType() + "; charset=UTF-8");
        line("Content-Transfer-Encoding: 8bit");
        line("");
        UuText split = UuText.of(bytes);
        String text = MailContents.decoded(part, split.rest(), false).text();
        if (part.isHtml()) {
            HtmlText.of(text).lines().forEach(row -> line(escaped(texts.of("", row)) + "<br>"));
        } else {
            texts.of("", text).lines().forEach(this::line);
        }
        for (UuText.File file : split.files()) {
            line("begin 644 " + headers.fileName(file.name()));
            line(UUENCODED);
            line("`");
            line("end");
        }
    }

    private void attachment(MimePart part) throws IOException {
        line("Content-Type: " + part.mediaType());
        disposition(part);
        line("Content-Transfer-Encoding: base64");
        line("");
        line(Placeholder.base64(part.mediaType(), parts));
    }

    private void disposition(MimePart part) {
        if (part.attached() || !part.name().isEmpty()) {
            line("Content-Disposition: " + (part.attached() ? "attachment" : "inline")
                    + (part.name().isEmpty() ? "" : "; filename=\"" + headers.fileName(part.name()) + "\""));
        }
    }

    private static byte[] whole(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most);
        demand(in.read() < 0, "size");
        return bytes;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void line(String text) {
        out.writeBytes((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void demand(boolean holds, String what) {
        if (!holds) {
            throw new ProblemException(Problem.SAMPLE_NOT_REPLACEABLE, what);
        }
    }
}
