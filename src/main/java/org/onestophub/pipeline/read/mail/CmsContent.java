package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/**
 * The content of an S/MIME part that is signed or compressed and not encrypted; no key is needed for it. The signature is
 * not checked. Only the few fields on the way to the content are looked at. Source: RFC 5652 sections 3 and 5, RFC 3274, in
 * BER (X.690).
 */
final class CmsContent {

    /** Signed in a signature, compressed: real mails nest up to three. */
    private static final int DEPTH_MAX = 8;

    private static final byte[] SIGNED = {0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x07, 0x02};
    private static final byte[] COMPRESSED = {
        0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x09
    };

    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int EXPLICIT = 0xA0;
    private static final int CONSTRUCTED = 0x20;

    private CmsContent() {}

    /** The content, at most {@code max} bytes; empty if it is encrypted, not in there, too large or not readable. */
    static Optional<byte[]> of(byte[] cms, int max) {
        try {
            byte[] content = contentOf(binary(cms), max);
            return content.length == 0 ? Optional.empty() : Optional.of(content);
        } catch (IOException | ArrayIndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    /** Some mailers leave it in base64 without saying so, with or without lines of dashes around it. */
    private static byte[] binary(byte[] cms) throws IOException {
        if (cms.length > 0 && cms[0] == SEQUENCE) {
            return cms;
        }
        String text = new String(cms, StandardCharsets.ISO_8859_1).replaceAll("-----[A-Z0-9 ]{1,40}-----", "");
        return new Base64Stream(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1))).readAllBytes();
    }

    private static byte[] contentOf(byte[] cms, int max) throws IOException {
        Reader info = new Reader(cms, 0, cms.length).inside(SEQUENCE);
        byte[] type = info.bytes(OID);
        boolean compressed = Arrays.equals(type, COMPRESSED);
        if (!compressed && !Arrays.equals(type, SIGNED)) {
            return new byte[0];
        }
        Reader data = info.inside(EXPLICIT).inside(SEQUENCE);
        data.skip();
        data.skip();
        Reader inner = data.inside(SEQUENCE);
        inner.skip();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        inner.inside(EXPLICIT).octets(content, 0);
        if (!compressed) {
            return content.size() <= max ? content.toByteArray() : new byte[0];
        }
        try (InflaterInputStream inflated = new InflaterInputStream(new ByteArrayInputStream(content.toByteArray()))) {
            byte[] bytes = inflated.readNBytes(max);
            return inflated.read() < 0 ? bytes : new byte[0];
        }
    }

    /** Elements one after the other, between two offsets. */
    private static final class Reader {
        private final byte[] bytes;
        private final int end;
        private int at;

        Reader(byte[] bytes, int at, int end) {
            this.bytes = bytes;
            this.at = at;
            this.end = end;
        }

        private record Element(int tag, int from, int to, int next) {}

        /** The next element; one of indefinite length ends where its last child does. */
        private Element next(int depth) throws IOException {
            demand(depth < DEPTH_MAX * 4 && at + 2 <= end);
            int tag = bytes[at] & 0xFF;
            demand((tag & 0x1F) != 0x1F);
            int first = bytes[at + 1] & 0xFF;
            int from = at + 2;
            if (first == 0x80) {
                Reader children = new Reader(bytes, from, end);
                while (!children.isAtEnd()) {
                    children.at = children.next(depth + 1).next;
                }
                return new Element(tag, from, children.at, children.at + 2);
            }
            long length = first;
            if (first > 0x80) {
                int digits = first & 0x7F;
                demand(digits <= 4 && from + digits <= end);
                length = 0;
                for (int i = 0; i < digits; i++) {
                    length = length << 8 | bytes[from++] & 0xFF;
                }
            }
            demand(length <= end - from);
            int to = from + (int) length;
            return new Element(tag, from, to, to);
        }

        private boolean isAtEnd() throws IOException {
            demand(at + 2 <= end);
            return bytes[at] == 0 && bytes[at + 1] == 0;
        }

        private Element take(int tag) throws IOException {
            Element element = next(0);
            demand(element.tag == tag);
            at = element.next;
            return element;
        }

        Reader inside(int tag) throws IOException {
            Element element = take(tag);
            return new Reader(bytes, element.from, element.to);
        }

        byte[] bytes(int tag) throws IOException {
            Element element = take(tag);
            return Arrays.copyOfRange(bytes, element.from, element.to);
        }

        void skip() throws IOException {
            at = next(0).next;
        }

        /** A string of octets, whole or in pieces. */
        void octets(ByteArrayOutputStream out, int depth) throws IOException {
            Element element = next(0);
            at = element.next;
            if (element.tag == OCTETS) {
                out.write(bytes, element.from, element.to - element.from);
                return;
            }
            demand(element.tag == (OCTETS | CONSTRUCTED) && depth < DEPTH_MAX);
            Reader pieces = new Reader(bytes, element.from, element.to);
            while (pieces.at < pieces.end) {
                pieces.octets(out, depth + 1);
            }
        }

        private static void demand(boolean holds) throws IOException {
            if (!holds) {
                throw new IOException("not CMS");
            }
        }
    }
}
