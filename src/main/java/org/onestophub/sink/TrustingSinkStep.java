package org.onestophub.sink;

import org.onestophub.remote.Trust;

/** A sink whose line may be encrypted, and that believes the certificates of some. */
public abstract class TrustingSinkStep extends RemoteSinkStep {

    private Trust trust = Trust.ofTheJvm();

    /** PEM file with the certificate of the server or of who signed it; empty: who the JVM trusts. CH-207 if unusable. */
    public final void setCertificateFile(String file) {
        this.trust = Trust.of(file);
    }

    final Trust trust() {
        return trust;
    }
}
