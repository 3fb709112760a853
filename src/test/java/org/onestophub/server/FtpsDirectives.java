package org.onestophub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.support.TestTls;

/** TLS for {@link ProFtpd} (Debian: proftpd-mod-crypto) as it is without further settings: sessions must be resumed. */
public final class FtpsDirectives {

    private FtpsDirectives() {}

    /** Directives for a server with this key; {@code more} are added. */
    public static String[] of(TestTls tls, String... more) throws IOException, GeneralSecurityException {
        List<String> all = new ArrayList<>(List.of(
                "LoadModule mod_tls.c",
                "TLSEngine on",
                "TLSRequired on",
                "TLSLog $DIR/tls.log",
                "TLSECCertificateFile " + tls.certificate(),
                "TLSECCertificateKeyFile " + tls.key()));
        if (!Files.isRegularFile(Path.of("/usr/lib/proftpd/mod_tls.so"))) {
            ServerProgram.file("proftpd/mod_tls.so", "proftpd-mod-crypto");
        }
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
