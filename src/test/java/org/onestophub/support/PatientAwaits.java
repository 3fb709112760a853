package org.onestophub.support;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long every test waits that says nothing else, and for what: found by JUnit itself, before any class. An await ends
 * as soon as its condition holds, so a long limit costs nothing but where something is broken.
 */
public final class PatientAwaits implements BeforeAllCallback {

    /** The library's ten seconds are short on a machine that has much else to do. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LIMIT);
        // by default an await fails for a fault of any thread of the JVM, also one of another test's server that is cut
        // off
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
