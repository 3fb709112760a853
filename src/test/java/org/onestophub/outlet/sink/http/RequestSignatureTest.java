package org.onestophub.outlet.sink.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.junit.jupiter.api.Test;

class RequestSignatureTest {

    /** A second implementation by the definition of RFC 2104, for keys of at most one block. */
    static byte[] hmac(String digest, String secret, String text) throws Exception {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        if (digest.equals("sha256")) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "raw"));
            return mac.doFinal(message);
        }
        return sm3(padded(key, 0x5c), sm3(padded(key, 0x36), message));
    }

    private static byte[] padded(byte[] key, int pad) {
        byte[] block = Arrays.copyOf(key, 64);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    private static byte[] sm3(byte[]... parts) {
        SM3Digest digest = new SM3Digest();
        for (byte[] part : parts) {
            digest.update(part, 0, part.length);
        }
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    /** The first example of GB/T 32905, annex A. */
    @Test
    void theDigestIsThatOfTheStandard() {
        assertThat(HexFormat.of().formatHex(sm3("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void longKeysAreDigestedFirst() {
        byte[] key = "k".repeat(100).getBytes(StandardCharsets.US_ASCII);
        byte[] text = "text".getBytes(StandardCharsets.US_ASCII);

        assertThat(new BigInteger(1, Sm3Hmac.of(key, text))).isEqualTo(new BigInteger(1, Sm3Hmac.of(sm3(key), text)));
    }
}
