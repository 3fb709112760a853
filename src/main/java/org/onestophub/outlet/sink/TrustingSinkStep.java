package org.onestophub.outlet.sink;

import org.onestophub.platform.remote.TrustedCertificates;

/** A sink whose line may be encrypted, and that believes the certificates of some. */
public abstract class TrustingSinkStep extends RemoteSinkStep {

    private TrustedCertificates trust = TrustedCertificates.ofTheJvm();

    /** PEM file with the certificate of the server or of who signed it; empty: who the JVM trusts. CH-207 if unusable. */
    public final void setCertificateFile(String file) {
        this.trust = TrustedCertificates.of(file);
    }

    final TrustedCertificates trust() {
        return trust;
    }
}
