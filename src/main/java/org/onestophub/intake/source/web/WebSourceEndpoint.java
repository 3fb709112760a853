package org.onestophub.intake.source.web;

import java.time.Clock;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.jspecify.annotations.Nullable;
import org.onestophub.intake.source.PolledSource;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbedSource;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.ProblemException;

/** A source that is asked over HTTP again and again: its consumer, its turn among several hubs, its place. */
abstract class WebSourceEndpoint extends ScheduledPollEndpoint implements PolledSource, ProbedSource {

    /** What names the turns of this kind of source. */
    private final String kind;

    WebSourceEndpoint(String uri, Component component, String kind) {
        super(uri, component);
        this.kind = kind;
    }

    /** What the connector says. */
    abstract WebSource described();

    /** One look over that line; gives the number of items. */
    abstract ToIntFunction<PullLook.Allowance> looks(PullLine line);

    /** True if the clock of the server decides what it lists. */
    abstract boolean isClockMinded();

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a source is only read");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        described().start();
        PullLine line = new PullLine(described().server(), clock());
        PullConsumer consumer = new PullConsumer(
                this,
                processor,
                clock(),
                new PullConsumer.Asked(described().channel(), line, looks(line), isClockMinded()));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    /** Two channels may ask one server for different things, so the channel is part of it. */
    @Override
    public String sharedName(String channel) {
        try {
            return kind + ":" + channel + ":" + described().source();
        } catch (ProblemException e) {
            // without an address nobody can look; the look says so
            return "";
        }
    }

    @Override
    public String probedKind() {
        return PullServer.isTls(described().server().address()) ? "https" : "http";
    }

    @Override
    public @Nullable TlsInspection reach(ProbeSteps steps, Clock clock) {
        return HttpPullProbe.reach(described().server(), steps, clock);
    }

    /** Where the position of the source is kept. */
    PullLook.Positions positions() {
        Optional<PullPositionTable> table =
                Optional.ofNullable(getCamelContext().getRegistry().findSingleByType(PullPositionTable.class));
        return new KeptPosition(table, described().channel(), described()::source);
    }

    Clock clock() {
        Clock bound = getCamelContext().getRegistry().findSingleByType(Clock.class);
        return bound == null ? Clock.systemUTC() : bound;
    }
}
