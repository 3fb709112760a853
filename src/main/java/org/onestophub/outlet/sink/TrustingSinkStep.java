package org.onestophub.outlet.sink;

import org.onestophub.platform.remote.TrustedCertificates;

/** A sink whose connection may be encrypted, with a choice of trusted certificates. */
public abstract class TrustingSinkStep extends RemoteSinkStep {

    private TrustedCertificates trust = TrustedCertificates.ofTheJvm();

    /** PEM file with the certificate of the server or of its issuer; empty: those the JVM trusts. CH-207 if unusable. */
    public final void setCertificateFile(String file) {
        this.trust = TrustedCertificates.of(file);
    }

    protected final TrustedCertificates trust() {
        return trust;
    }
}
