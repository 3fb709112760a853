package org.onestophub.operate.channel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.onestophub.complaint.Answer;
import org.springframework.stereotype.Component;

/** Metrics a channel: {@code hub_arrivals_total{channel,answer}} and {@code hub_channel_up{channel}}. */
@Component
public class ChannelMeters {

    private final MeterRegistry registry;
    /** By channel and answer; a look-up by tags at each arrival would cost more than the count itself. */
    private final Map<String, Map<Answer.Kind, Counter>> arrivals = new ConcurrentHashMap<>();

    /** Metrics in this registry. */
    public ChannelMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void arrived(String channel, Answer answer) {
        arrivals.computeIfAbsent(channel, name -> new ConcurrentHashMap<>())
                .computeIfAbsent(answer.kind(), kind -> counter(channel, kind))
                .increment();
    }

    private Counter counter(String channel, Answer.Kind kind) {
        return registry.counter(
                "hub.arrivals", "channel", channel, "answer", kind.name().toLowerCase(Locale.ROOT));
    }

    void up(String channel, Supplier<Number> isUp) {
        Gauge.builder("hub.channel.up", isUp).tag("channel", channel).register(registry);
    }
}
