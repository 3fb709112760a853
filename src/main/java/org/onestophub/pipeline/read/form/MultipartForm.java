package org.onestophub.pipeline.read.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.onestophub.complaint.Content;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Parses a {@code multipart/form-data} body (RFC 7578), part by part, without holding it in memory. */
final class MultipartForm {

    /** Staff attach photographs and letters, not archives. */
    static final int MAX_PARTS = 100;

    private static final int MAX_HEADERS = 20;
    private static final int MAX_HEADER = 2_000;
    /** The closing boundary must be in so many last bytes; some senders append a few empty lines. */
    private static final int TAIL = 4_096;

    private final Content content;
    private final String contentType;
    private int number;
    private int depth;

    /** Handles each part while it is read. */
    interface Visitor {
        void part(int number, FormHeaders headers, InputStream body) throws IOException;
    }

    private MultipartForm(Content content, String contentType) {
        this.content = content;
        this.contentType = contentType;
    }

    static boolean isMultipart(String contentType) {
        return contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /**
     * Passes every part to {@code visitor}, numbered from 1.
     * @throws ProblemException RD-107 for more than 100 parts, RD-111 if it is no complete multipart body
     */
    static void visit(Content content, String contentType, Visitor visitor) {
        if (contentType.chars().anyMatch(Character::isISOControl)) {
            throw new ProblemException(Problem.MULTIPART_MALFORMED, "contentType");
        }
        String boundary = FormHeaders.boundaryOf(contentType);
        if (boundary.isEmpty() || !endsWith(content, "--" + boundary + "--")) {
            throw new ProblemException(Problem.MULTIPART_MALFORMED, "boundary");
        }
        new MultipartForm(content, contentType).walk(visitor);
    }

    private void walk(Visitor visitor) {
        MimeTokenStream tokens = new MimeTokenStream(new MimeConfig.Builder()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxHeaderLen(MAX_HEADER)
                .setMaxLineLen(-1)
                .build());
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try (InputStream in = content.open()) {
            tokens.parseHeadless(in, contentType);
            FormHeaders headers = new FormHeaders();
            for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
                switch (state) {
                    case T_START_MULTIPART -> enter();
                    case T_START_BODYPART -> headers = new FormHeaders();
                    case T_FIELD -> headers.add(tokens.getField());
                    case T_BODY -> visitor.part(counted(), headers, tokens.getDecodedInputStream());
                    default -> {}
                }
            }
        } catch (MimeException | IOException e) {
            // the message quotes the body; an unreadable store does not show here, its bytes were read before
            throw new ProblemException(Problem.MULTIPART_MALFORMED);
        }
    }

    /** Forms do not nest; a nested one is an attack. */
    private void enter() {
        if (++depth > 1) {
            throw new ProblemException(Problem.MULTIPART_MALFORMED, "nesting");
        }
    }

    private int counted() {
        if (depth == 0) {
            throw new ProblemException(Problem.MULTIPART_MALFORMED);
        }
        if (++number > MAX_PARTS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "parts");
        }
        return number;
    }

    private static boolean endsWith(Content content, String closing) {
        try (InputStream in = content.open()) {
            in.skipNBytes(Math.max(0, content.size() - TAIL));
            return new String(in.readNBytes(TAIL), StandardCharsets.ISO_8859_1).contains(closing);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }
}
