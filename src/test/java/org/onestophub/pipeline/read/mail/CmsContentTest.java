package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to the content of a signed or compressed part, in every form of BER and at its bounds. */
class CmsContentTest {

    private static final byte[] SIGNED = HexFormat.of().parseHex("06092a864886f70d010702");
    private static final byte[] COMPRESSED = HexFormat.of().parseHex("060b2a864886f70d0109100109");
    private static final byte[] DATA = HexFormat.of().parseHex("06092a864886f70d010701");
    private static final byte[] WORDS = "护士态度差".getBytes(StandardCharsets.UTF_8);
    private static final int MAX = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 127, 128, 255, 256, 65_535, 65_536})
    void lengthMayHaveUpToFourBytes(int size) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) 'x');

        assertThat(CmsContent.of(signed(tlv(0x04, content)), MAX)).contains(content);
        assertThat(CmsContent.of(signed(withLength(4, 0x04, content)), MAX)).contains(content);
        assertThat(CmsContent.of(signed(withLength(5, 0x04, content)), MAX)).isEmpty();
    }

    @Test
    void contentThatIsCutIsNone() {
        byte[] whole = signed(tlv(0x04, WORDS));

        assertThat(CmsContent.of(whole, MAX)).contains(WORDS);
        for (int length = 0; length < whole.length; length++) {
            assertThat(CmsContent.of(Arrays.copyOf(whole, length), MAX))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    void bytesBehindTheContentDoNotMatter() {
        byte[] whole = signed(tlv(0x04, WORDS));

        assertThat(CmsContent.of(Arrays.copyOf(whole, whole.length + 9), MAX)).contains(WORDS);
    }

    @Test
    void contentHasAtMostTheBytesOfItsBound() throws IOException {
        byte[] plain = signed(tlv(0x04, WORDS));
        assertThat(CmsContent.of(plain, WORDS.length)).contains(WORDS);
        assertThat(CmsContent.of(plain, WORDS.length - 1)).isEmpty();

        byte[] packed = compressed(deflated(WORDS));
        assertThat(CmsContent.of(packed, WORDS.length)).contains(WORDS);
        assertThat(CmsContent.of(packed, WORDS.length - 1)).isEmpty();
        assertThat(CmsContent.of(compressed(WORDS), MAX)).isEmpty();
    }

    @Test
    void piecesOfPiecesAreJoinedEightDeep() {
        byte[] pieces = tlv(0x04, WORDS);
        for (int i = 0; i < 8; i++) {
            pieces = tlv(0x24, tlv(0x04, new byte[] {'a'}), pieces);
        }

        assertThat(CmsContent.of(signed(pieces), MAX))
                .hasValueSatisfying(content -> assertThat(content).hasSize(8 + WORDS.length));
        assertThat(CmsContent.of(signed(tlv(0x24, pieces)), MAX)).isEmpty();
    }

    @Test
    void elementsOfIndefiniteLengthNestWithinABound() {
        byte[] nested = tlv(0x04, WORDS);
        for (int i = 0; i < 1_000; i++) {
            nested = joined(new byte[] {0x24, (byte) 0x80}, nested, new byte[2]);
        }

        assertThat(CmsContent.of(signed(nested), MAX)).isEmpty();
        assertThat(CmsContent.of(signed(joined(new byte[] {0x24, (byte) 0x80}, tlv(0x04, WORDS), new byte[2])), MAX))
                .contains(WORDS);
        assertThat(CmsContent.of(
                        signed(joined(new byte[] {0x24, (byte) 0x80}, tlv(0x04, WORDS), new byte[] {0, 1})), MAX))
                .isEmpty();
    }

    @Test
    void otherElementsAreNoContent() {
        assertThat(CmsContent.of(signed(tlv(0x04)), MAX)).isEmpty();
        assertThat(CmsContent.of(signed(tlv(0x0C, WORDS)), MAX)).isEmpty();
        assertThat(CmsContent.of(signed(joined(new byte[] {0x1F, 0x04}, WORDS)), MAX))
                .isEmpty();
        assertThat(CmsContent.of(tlv(0x30, DATA, tlv(0xA0, tlv(0x04, WORDS))), MAX))
                .isEmpty();
        assertThat(CmsContent.of(tlv(0x30, SIGNED, tlv(0xA1, body(tlv(0x04, WORDS)))), MAX))
                .isEmpty();
        assertThat(CmsContent.of(tlv(0x31, SIGNED, tlv(0xA0, body(tlv(0x04, WORDS)))), MAX))
                .isEmpty();
        assertThat(CmsContent.of(new byte[0], MAX)).isEmpty();
    }

    @Test
    void textOfBase64IsReadWithAndWithoutItsLinesOfDashes() {
        String text = Base64.getMimeEncoder().encodeToString(signed(tlv(0x04, WORDS)));

        for (String cms : new String[] {text, "-----BEGIN PKCS7-----\n" + text + "\n-----END PKCS7-----\n"}) {
            assertThat(CmsContent.of(cms.getBytes(StandardCharsets.US_ASCII), MAX))
                    .contains(WORDS);
        }
    }

    private static byte[] signed(byte[] octets) {
        return tlv(0x30, SIGNED, tlv(0xA0, body(octets)));
    }

    private static byte[] body(byte[] octets) {
        return tlv(0x30, tlv(0x02, new byte[] {1}), tlv(0x31), tlv(0x30, DATA, tlv(0xA0, octets)));
    }

    private static byte[] compressed(byte[] octets) {
        return tlv(
                0x30,
                COMPRESSED,
                tlv(
                        0xA0,
                        tlv(
                                0x30,
                                tlv(0x02, new byte[] {0}),
                                tlv(0x30),
                                tlv(0x30, DATA, tlv(0xA0, tlv(0x04, octets))))));
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(bytes);
        }
        return deflated.toByteArray();
    }

    /** An element whose length has as few bytes as it needs. */
    private static byte[] tlv(int tag, byte[]... content) {
        byte[] body = joined(content);
        if (body.length < 128) {
            return joined(new byte[] {(byte) tag, (byte) body.length}, body);
        }
        return withLength((39 - Integer.numberOfLeadingZeros(body.length)) / 8, tag, body);
    }

    private static byte[] withLength(int bytes, int tag, byte[] body) {
        byte[] head = new byte[2 + bytes];
        head[0] = (byte) tag;
        head[1] = (byte) (0x80 | bytes);
        for (int i = 0; i < bytes; i++) {
            head[1 + bytes - i] = (byte) ((long) body.length >> 8 * i);
        }
        return joined(head, body);
    }

    private static byte[] joined(byte[]... pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }
}
