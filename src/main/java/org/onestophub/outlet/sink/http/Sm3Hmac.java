package org.onestophub.outlet.sink.http;

import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC (RFC 2104) with SM3 (GB/T 32905), which the JDK does not have. */
final class Sm3Hmac {

    private Sm3Hmac() {}

    /** The 32 bytes over a text. */
    static byte[] of(byte[] key, byte[] text) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(key));
        mac.update(text, 0, text.length);
        byte[] sealed = new byte[mac.getMacSize()];
        mac.doFinal(sealed, 0);
        return sealed;
    }
}
