package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.Map;

/** Until when the certificates of the servers of channels are valid. */
public interface CertificateExpiry {

    /** End of validity by channel, as last seen; a channel without TLS, or never reached, is not in it. */
    Map<String, Instant> validUntil();
}
