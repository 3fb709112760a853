package org.onestophub.operate.channel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Supplier;
import org.onestophub.complaint.Answer;
import org.springframework.stereotype.Component;

/** Metrics a channel: {@code hub_arrivals_total{channel,answer}} and {@code hub_channel_up{channel}}. */
@Component
public class ChannelMeters {

    private final MeterRegistry registry;

    /** Metrics in this registry. */
    public ChannelMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void arrived(String channel, Answer answer) {
        registry.counter(
                        "hub.arrivals",
                        "channel",
                        channel,
                        "answer",
                        answer.kind().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void up(String channel, Supplier<Number> isUp) {
        Gauge.builder("hub.channel.up", isUp).tag("channel", channel).register(registry);
    }
}
