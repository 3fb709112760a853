package org.onestophub.intake.source.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A feed as text. A byte order mark decides; else bytes that are UTF-8 and not only ASCII are UTF-8; else the character set
 * counts that HTTP or the XML declaration names, if the bytes fit it; else GB18030. Source: RFC 7303, and feeds that
 * declare nothing or something wrong.
 *
 * @param text without byte order mark
 * @param charset gives the bytes of any part of the text as they were sent
 * @param isExact false if some bytes fit no character set; then {@code charset} is UTF-8
 */
record FeedText(String text, Charset charset, boolean isExact) {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Pattern HTTP_CLAIM =
            Pattern.compile("charset\\s*=\\s*\"?([A-Za-z0-9_.:-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final Pattern XML_CLAIM =
            Pattern.compile("^\\s{0,200}<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9_.:-]{1,40})");
    private static final int DECLARATION_BYTES = 512;
    /** Fewer sequences that look like UTF-8 may be something else by chance. */
    private static final int SURE_SEQUENCES = 4;

    /** @param contentType header of the answer, or empty */
    static FeedText of(byte[] body, String contentType) {
        Optional<Charset> marked = byMark(body);
        if (marked.isPresent()) {
            int mark = marked.get().equals(StandardCharsets.UTF_8) ? 3 : 2;
            return decoded(Arrays.copyOfRange(body, mark, body.length), List.of(marked.get()));
        }
        List<Charset> candidates = new ArrayList<>();
        boolean isUtf8 = strict(body, StandardCharsets.UTF_8).isPresent();
        if (isUtf8 && sequences(body) >= SURE_SEQUENCES) {
            candidates.add(StandardCharsets.UTF_8);
        }
        claimIn(HTTP_CLAIM, contentType).ifPresent(candidates::add);
        String start = new String(body, 0, Math.min(body.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        claimIn(XML_CLAIM, start).ifPresent(candidates::add);
        candidates.removeIf(claim -> isSingleByte(claim) && (isUtf8 || isInPairs(body)));
        candidates.add(wide(body).orElse(StandardCharsets.UTF_8));
        candidates.add(GB18030);
        return decoded(body, candidates);
    }

    /** The bytes of a part of the text. */
    byte[] bytes(int from, int to) {
        return text.substring(from, to).getBytes(charset);
    }

    private static FeedText decoded(byte[] body, List<Charset> candidates) {
        for (Charset candidate : candidates) {
            Optional<String> text = strict(body, candidate);
            if (text.isPresent() && Arrays.equals(text.get().getBytes(candidate), body)) {
                return new FeedText(text.get(), candidate, true);
            }
        }
        return new FeedText(new String(body, candidates.get(0)), StandardCharsets.UTF_8, false);
    }

    private static Optional<Charset> byMark(byte[] body) {
        int first = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        if (first == 0xFEFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (first == 0xFFFE) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return first == 0xEFBB && body.length > 2 && (body[2] & 0xFF) == 0xBF
                ? Optional.of(StandardCharsets.UTF_8)
                : Optional.empty();
    }

    /** UTF-16 without a mark begins with a tag. */
    private static Optional<Charset> wide(byte[] body) {
        if (body.length < 4) {
            return Optional.empty();
        }
        if (body[0] == 0 && body[1] == '<' && body[2] == 0) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return body[0] == '<' && body[1] == 0 && body[3] == 0
                ? Optional.of(StandardCharsets.UTF_16LE)
                : Optional.empty();
    }

    private static Optional<Charset> claimIn(Pattern pattern, String text) {
        Matcher claim = pattern.matcher(text);
        if (!claim.find()) {
            return Optional.empty();
        }
        String name = claim.group(1).toLowerCase(Locale.ROOT);
        if (name.startsWith("gb") || name.equals("cp936") || name.equals("x-gbk") || name.equals("windows-936")) {
            return Optional.of(GB18030);
        }
        try {
            Charset charset = Charset.forName(name.equals("iso-8859-1") ? "windows-1252" : name);
            return charset.canEncode() ? Optional.of(charset) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Servers name these by default, whatever the document is. */
    private static boolean isSingleByte(Charset charset) {
        return charset.newEncoder().maxBytesPerChar() <= 1;
    }

    /** True if bytes above ASCII mostly stand in even runs, as those of Chinese do. */
    private static boolean isInPairs(byte[] body) {
        int even = 0;
        int runs = 0;
        for (int i = 0; i < body.length; i++) {
            int start = i;
            while (i < body.length && body[i] < 0) {
                i++;
            }
            if (i > start) {
                runs++;
                even += (i - start) % 2 == 0 ? 1 : 0;
            }
        }
        return runs > 0 && even * 5 >= runs * 4;
    }

    private static int sequences(byte[] body) {
        int found = 0;
        for (byte one : body) {
            found += (one & 0xC0) == 0xC0 ? 1 : 0;
        }
        return found;
    }

    private static Optional<String> strict(byte[] body, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
