package org.onestophub.outlet.deliver;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Shipment;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Bounds what a destination sends to people in a day: to one address and in all. So no loop of two machines and no flood of
 * inputs becomes a flood of mails. {@code caps} in routes.
 */
@Component("caps")
public class ReceiverCapsStep {

    private static final HubLog LOG = HubLog.of("deliver");
    private static final Duration DAY = Duration.ofHours(24);
    private static final String REASON = "too-many";

    /** One row for each shipment, so that another attempt at it does not count again. */
    private static final String COUNT = """
            with old as (delete from receiver_use where destination = :destination and at <= :before)
            select count(*) filter (where receiver = :receiver), count(*) from receiver_use
            where destination = :destination and at > :before and shipment <> :shipment""";

    private static final String USE = """
            insert into receiver_use (destination, shipment, receiver, at) values (:destination, :shipment, :receiver, :now)
            on conflict (destination, shipment) do nothing""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReceiverCapsStep(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Used(int byReceiver, int inAll) {}

    /**
     * Lets the only item of the shipment pass, or ends the route with nothing sent: then the delivery is {@code filtered},
     * its reason {@code too-many}.
     *
     * @param pointer JSON Pointer to the receiver's address in what the mapping made. A list of addresses counts as one
     *     receiver, so that a flood to some people does not silence others who share an address with them
     * @param perReceiver most shipments to one address in 24 hours
     * @param inAll most shipments of this destination in 24 hours
     * @throws ProblemException DL-201 if the address is missing, or there are several items
     */
    public void hold(Exchange exchange, String pointer, int perReceiver, int inAll) throws CamelExchangeException {
        List<?> items = exchange.getMessage().getMandatoryBody(List.class);
        String address = items.size() == 1 && items.get(0) instanceof JsonNode made
                ? receiverOf(made.at(JsonPointer.compile(pointer)))
                : "";
        if (address.isEmpty()) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "receiver");
        }
        String destination = ExchangeHelper.getMandatoryHeader(exchange, Shipment.DESTINATION, String.class);
        UUID shipment = UUID.fromString(ExchangeHelper.getMandatoryHeader(exchange, Shipment.ID, String.class));
        String receiver = Digest.sha256(address.getBytes(StandardCharsets.UTF_8));
        if (!isAdmitted(destination, shipment, receiver, perReceiver, inAll)) {
            LOG.warn("too-many-for-receiver", LogKey.DESTINATION, destination);
            OutboundStep.skip(exchange, REASON);
        }
    }

    /** However the addresses are written and ordered; empty if there is none. */
    private static String receiverOf(JsonNode named) {
        Stream<JsonNode> addresses =
                named.isArray() ? StreamSupport.stream(named.spliterator(), false) : Stream.of(named);
        return addresses
                .map(address -> address.asText().strip().toLowerCase(Locale.ROOT))
                .filter(address -> !address.isEmpty())
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
    }

    private boolean isAdmitted(String destination, UUID shipment, String receiver, int perReceiver, int inAll) {
        Instant now = clock.instant();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // workers of a destination count one after another
            jdbc.sql("select from destination where name = :destination for update")
                    .param("destination", destination)
                    .query((row, index) -> true)
                    .list();
            Used used = jdbc.sql(COUNT)
                    .param("destination", destination)
                    .param("receiver", receiver)
                    .param("shipment", shipment)
                    .param("before", Timestamp.from(now.minus(DAY)))
                    .query((row, index) -> new Used(row.getInt(1), row.getInt(2)))
                    .single();
            if (used.byReceiver() >= perReceiver || used.inAll() >= inAll) {
                return false;
            }
            jdbc.sql(USE)
                    .param("destination", destination)
                    .param("shipment", shipment)
                    .param("receiver", receiver)
                    .param("now", Timestamp.from(now))
                    .update();
            return true;
        }));
    }
}
