package org.onestophub.outlet.deliver;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.onestophub.complaint.RouteNames;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The broker that holds the intake queue.
 *
 * @param url core protocol URL of an external Artemis; empty: the hub runs its own under {@code hub.home}/broker
 * @param username user at the external broker
 * @param password its password
 * @param host address the own broker's acceptor binds to
 * @param port TCP port of the own broker for AMQP 1.0 and STOMP; -1 off, 0 any free one
 * @param persistent must be true; the hub does not start on a broker that loses messages at a restart
 * @param destinations who is fed, by name: each has the durable queue {@code complaint.intake.<name>}
 */
@Validated
@ConfigurationProperties("hub.broker")
public record BrokerProperties(
        @NotNull @Size(max = 2000) @DefaultValue("") String url,
        @NotNull @Size(max = 255) @DefaultValue("") String username,
        @NotNull @Size(max = 1000) @DefaultValue("") String password,

        @NotNull @Size(min = 1, max = 255) @DefaultValue("127.0.0.1")
        String host,

        @Min(-1) @Max(65535) @DefaultValue("-1") int port,
        @DefaultValue("true") boolean persistent,
        @NotNull Map<@Pattern(regexp = RouteNames.DESTINATION) String, @Valid Destination> destinations) {

    /** Without destinations in the configuration there is one, {@code case-system}. */
    public BrokerProperties {
        destinations = destinations == null ? Map.of("case-system", new Destination("")) : Map.copyOf(destinations);
    }

    /**
     * A system that is fed.
     *
     * @param secret password with which it logs in, 24–512 characters, user name = its name; empty: it cannot log in
     *     over the network
     */
    public record Destination(
            @NotNull
            @Pattern(regexp = "(.{24,512})?", message = "must be empty or have 24 to 512 characters")
            @DefaultValue("")
            String secret) {}

    /** True if the hub runs its own broker. */
    public boolean isEmbedded() {
        return url.isBlank();
    }
}
