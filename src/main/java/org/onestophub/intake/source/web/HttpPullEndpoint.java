package org.onestophub.intake.source.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.jspecify.annotations.Nullable;
import org.onestophub.intake.source.PolledSource;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbedSource;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.ProblemException;

/** One platform, as a connector describes it. */
public final class HttpPullEndpoint extends ScheduledPollEndpoint implements PolledSource, ProbedSource {

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
        PullLine line = new PullLine(pull.server(), clock());
        PullConsumer consumer = new PullConsumer(
                this, processor, clock(), new PullConsumer.Asked(pull.channel(), line, look(line)::look, true));
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
                pull,
                line,
                new PullTimes(pull.listing().timeFormat, zone),
                clock(),
                new KeptPosition(table, pull.channel(), pull::source));
    }

    /** Two channels may ask one platform for different things, so the channel is part of it. */
    @Override
    public String sharedName(String channel) {
        try {
            return "pull:" + channel + ":" + pull.source();
        } catch (ProblemException e) {
            // without an address nobody can look; the look says so
            return "";
        }
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
        return HttpPullProbe.reach(pull.server(), steps, clock);
    }

    @Override
    public @Nullable TlsInspection probe(ProbeSteps steps, Clock clock) {
        return new HttpPullProbe(this).run(steps, clock);
    }
}
