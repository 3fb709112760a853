package org.onestophub.intake.source.web;

import java.time.Clock;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.TlsInspection;
import org.onestophub.problem.Problem;

/** One feed, as a connector describes it. */
public final class FeedEndpoint extends WebSourceEndpoint {

    private FeedSource feed = new FeedSource();

    FeedEndpoint(String uri, FeedComponent component) {
        super(uri, component, "feed");
    }

    /** What the connector says about the feed. */
    public void setFeed(FeedSource feed) {
        this.feed = feed;
    }

    @Override
    WebSource described() {
        return feed;
    }

    @Override
    ToIntFunction<PullLook.Allowance> looks(PullLine line) {
        return look(line)::look;
    }

    @Override
    boolean isClockMinded() {
        return false;
    }

    private FeedLook look(PullLine line) {
        return new FeedLook(feed, line, clock(), positions());
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
