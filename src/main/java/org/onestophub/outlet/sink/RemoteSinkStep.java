package org.onestophub.outlet.sink;

import java.time.Duration;

/** A sink that waits for another machine, and gives up after a time. */
public abstract class RemoteSinkStep extends SinkStep {

    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration timeout = Duration.ofSeconds(30);

    /** Milliseconds to wait for a connection. */
    public final void setConnectTimeout(long millis) {
        this.connectTimeout = waiting("connectTimeout", millis);
    }

    /** Milliseconds to wait for everything that follows, or for each answer where there are several. */
    public final void setAnswerTimeout(long millis) {
        this.timeout = waiting("answerTimeout", millis);
    }

    protected final Duration connectTimeout() {
        return connectTimeout;
    }

    protected final Duration timeout() {
        return timeout;
    }
}
