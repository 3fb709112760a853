package org.onestophub.intake.source.web;

import java.time.Clock;
import java.time.ZoneId;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.TlsInspection;

/** One platform, as a connector describes it. */
public final class HttpPullEndpoint extends WebSourceEndpoint {

    private HttpPull pull = new HttpPull();

    HttpPullEndpoint(String uri, HttpPullComponent component) {
        super(uri, component, "pull");
    }

    /** What the connector says about the platform. */
    public void setPull(HttpPull pull) {
        this.pull = pull;
    }

    HttpPull pull() {
        return pull;
    }

    @Override
    WebSource described() {
        return pull;
    }

    @Override
    ToIntFunction<PullLook.Allowance> looks(PullLine line) {
        return look(line)::look;
    }

    @Override
    boolean isClockMinded() {
        return true;
    }

    /** A look at this platform over a line of its own. */
    PullLook look(PullLine line) {
        ZoneId zone =
                ZoneId.of(ConnectorSetting.of(getCamelContext(), "hub.zone").orElse("Asia/Shanghai"));
        return new PullLook(pull, line, new PullTimes(pull.listing().timeFormat, zone), clock(), positions());
    }

    @Override
    public @Nullable TlsInspection probe(ProbeSteps steps, Clock clock) {
        return new HttpPullProbe(this).run(steps, clock);
    }
}
