package org.onestophub.intake.source.web;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.jspecify.annotations.Nullable;
import org.onestophub.intake.source.PolledSource;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbedSource;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** One feed, as a connector describes it. */
public final class FeedEndpoint extends ScheduledPollEndpoint implements PolledSource, ProbedSource {

    private FeedSource feed = new FeedSource();

    FeedEndpoint(String uri, FeedComponent component) {
        super(uri, component);
    }

    /** What the connector says about the feed. */
    public void setFeed(FeedSource feed) {
        this.feed = feed;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a feed is only read");
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        feed.start();
        PullLine line = new PullLine(feed.server(), clock());
        PullConsumer consumer = new PullConsumer(
                this, processor, clock(), new PullConsumer.Asked(feed.channel(), line, look(line)::look, false));
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isSingleton() {
        return true;
    }

    @Override
    public String sharedName(String channel) {
        try {
            return "feed:" + channel + ":" + feed.source();
        } catch (ProblemException e) {
            // without an address nobody can look; the look says so
            return "";
        }
    }

    private FeedLook look(PullLine line) {
        Optional<PullPositionTable> table =
                Optional.ofNullable(getCamelContext().getRegistry().findSingleByType(PullPositionTable.class));
        return new FeedLook(feed, line, clock(), new KeptPosition(table, feed.channel(), feed::source));
    }

    private Clock clock() {
        Clock bound = getCamelContext().getRegistry().findSingleByType(Clock.class);
        return bound == null ? Clock.systemUTC() : bound;
    }

    @Override
    public String probedKind() {
        return PullServer.isTls(feed.server().address()) ? "https" : "http";
    }

    @Override
    public @Nullable TlsInspection reach(ProbeSteps steps, Clock clock) {
        return HttpPullProbe.reach(feed.server(), steps, clock);
    }

    /** As far as TLS, then the feed itself: its kind and the number of its entries. Nothing is kept. */
    @Override
    public @Nullable TlsInspection probe(ProbeSteps steps, Clock clock) {
        TlsInspection tls = reach(steps, clock);
        steps.step("feed", Problem.FEED_UNREADABLE, () -> {
            FeedPage page = look(new PullLine(feed.server(), clock)).tried();
            return Map.of(
                    "kind",
                    page.kind(),
                    "entries",
                    Integer.toString(page.entries().size()));
        });
        return tls;
    }
}
