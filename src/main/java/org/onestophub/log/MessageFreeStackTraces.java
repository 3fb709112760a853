package org.onestophub.log;

import java.io.IOException;
import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.boot.logging.StandardStackTracePrinter;

/**
 * Stack traces for the log with the classes and frames of a fault and of its causes, but without their messages, because
 * messages of parsers, drivers and servers quote the datum they failed on.
 */
public final class MessageFreeStackTraces implements StackTracePrinter {

    /** One fault must not fill the log; its first frames show where it arose. */
    private static final int MAX_CHARS = 16_000;

    private final StackTracePrinter frames = StandardStackTracePrinter.rootFirst()
            .withFormatter(fault -> fault.getClass().getName())
            .withMaximumLength(MAX_CHARS);

    @Override
    public void printStackTrace(Throwable throwable, Appendable destination) throws IOException {
        frames.printStackTrace(throwable, destination);
    }
}
