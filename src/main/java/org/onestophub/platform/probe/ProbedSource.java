package org.onestophub.platform.probe;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A source that knows itself how its connection is tested. Nothing is taken by a test. */
public interface ProbedSource {

    /** A word for people: {@code https} … */
    String probedKind();

    /** Only as far as TLS; gives what was seen of it, null without TLS. */
    @Nullable
    TlsInspection reach(ProbeSteps steps, Clock clock);

    /** All steps; gives what was seen of TLS, null without TLS. */
    @Nullable
    TlsInspection probe(ProbeSteps steps, Clock clock);
}
