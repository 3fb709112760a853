package org.onestophub.intake.source.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbedSource;
import org.onestophub.platform.probe.TlsInspection;

/** One platform, as a connector describes it. */
public final class HttpPullEndpoint extends ScheduledPollEndpoint implements ProbedSource {

    private HttpPull pull = new HttpPull();

    HttpPullEndpoint(String uri, HttpPullComponent component) {
        super(uri, component);
    }

    /** What the connector says about the platform. */
    public void setPull(HttpPull pull) {
        this.pull = pull;
    }

    HttpPull pull() {
        return pull;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a platform is only read");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        pull.start();
        HttpPullConsumer consumer = new HttpPullConsumer(this, processor, clock());
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    /** A look at this platform over a line of its own. */
    PullLook look(PullLine line) {
        ZoneId zone =
                ZoneId.of(ConnectorSetting.of(getCamelContext(), "hub.zone").orElse("Asia/Shanghai"));
        Optional<PullPositionTable> table =
                Optional.ofNullable(getCamelContext().getRegistry().findSingleByType(PullPositionTable.class));
        return new PullLook(
                pull, line, new PullTimes(pull.listing().timeFormat, zone), clock(), new KeptPosition(table, pull));
    }

    private Clock clock() {
        Clock bound = getCamelContext().getRegistry().findSingleByType(Clock.class);
        return bound == null ? Clock.systemUTC() : bound;
    }

    @Override
    public String probedKind() {
        return PullServer.isTls(pull.server().address()) ? "https" : "http";
    }

    @Override
    public @Nullable TlsInspection reach(ProbeSteps steps, Clock clock) {
        return new HttpPullProbe(this).reach(steps, clock);
    }

    @Override
    public @Nullable TlsInspection probe(ProbeSteps steps, Clock clock) {
        return new HttpPullProbe(this).run(steps, clock);
    }
}
