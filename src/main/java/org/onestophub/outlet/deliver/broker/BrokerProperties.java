package org.onestophub.outlet.deliver.broker;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.RouteNames;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
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
 * @param statusSenders who may put status events onto the queue {@code complaint.status} of the own broker, by name
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
        @NotNull Map<@Pattern(regexp = RouteNames.DESTINATION) String, @Valid Destination> destinations,
        @NotNull Map<@Pattern(regexp = RouteNames.DESTINATION) String, @Valid Sender> statusSenders) {

    private static final String CREDIT_CODE = "([0-9A-Z]{18})?";

    /** Without destinations in the configuration there is one, {@code case-system}. */
    @ConstructorBinding
    public BrokerProperties {
        statusSenders = statusSenders == null ? Map.of() : Map.copyOf(statusSenders);
        destinations =
                destinations == null ? Map.of("case-system", new Destination("", List.of())) : Map.copyOf(destinations);
    }

    /** A broker without systems that send status events. */
    public BrokerProperties(
            String url,
            String username,
            String password,
            String host,
            int port,
            boolean persistent,
            Map<String, Destination> destinations) {
        this(url, username, password, host, port, persistent, destinations, Map.of());
    }

    /**
     * A system that sends status events to the queue {@code complaint.status}. Its name is that of no destination.
     *
     * @param secret password with which it logs in, 24–512 characters, user name = its name
     * @param institution credit code of the institution of whose cases it speaks; empty: the hub's own
     */
    public record Sender(
            @NotNull @Pattern(regexp = ".{24,512}", message = "must have 24 to 512 characters")
            String secret,

            @NotNull @Pattern(regexp = CREDIT_CODE) @DefaultValue("")
            String institution) {}

    /**
     * A system that is fed.
     *
     * @param secret password with which it logs in, 24–512 characters, user name = its name; empty: it cannot log in
     *     over the network
     * @param types types of events that it gets, for example complaint.status; none: those of complaints, without states
     *     and duties
     * @param institutions credit codes of the institutions whose events it gets; none: all
     */
    public record Destination(
            @NotNull
            @Pattern(regexp = "(.{24,512})?", message = "must be empty or have 24 to 512 characters")
            @DefaultValue("")
            String secret,

            List<@Pattern(regexp = "[a-z]{1,20}(\\.[a-z-]{1,20})") String> types,
            List<@Pattern(regexp = CREDIT_CODE) String> institutions) {

        /** The lists are copied. */
        @ConstructorBinding
        public Destination {
            types = types == null ? List.of() : List.copyOf(types);
            institutions = institutions == null ? List.of() : List.copyOf(institutions);
        }

        /** A system that gets the events of every institution. */
        public Destination(String secret, List<String> types) {
            this(secret, types, List.of());
        }
    }

    /** True if the hub runs its own broker. */
    public boolean isEmbedded() {
        return url.isBlank();
    }
}
