package org.onestophub.pipeline.read.mail;

import java.io.InputStream;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/** The parser of mails with the settings of all walks: lenient, and with bounds on memory only. */
final class MimeTokens {

    /** RFC 5322 allows 998; a header line beyond this is an attack on memory. */
    private static final int HEADER_LINE_MAX = 1024 * 1024;

    private static final MimeConfig CONFIG = MimeConfig.custom()
            .setStrictParsing(false)
            .setMalformedHeaderStartsBody(false)
            .setMaxLineLen(HEADER_LINE_MAX)
            .setMaxHeaderLen(2 * HEADER_LINE_MAX)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            // other bounds are kept by those who walk, so that the rest of the mail is still read
            .setMaxTotalHeaderCount(-1)
            .setMaxTotalHeaderLen(-1)
            .setMaxPartCount(-1)
            .setMaxNestingDepth(-1)
            .build();

    private MimeTokens() {}

    /** The tokens of {@code mail}; a mail inside it is a leaf. */
    static MimeTokenStream of(InputStream mail) {
        MimeTokenStream tokens = new MimeTokenStream(CONFIG);
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(mail);
        return tokens;
    }
}
