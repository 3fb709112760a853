package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.outlet.deliver.DeliveryRig.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.transaction.support.TransactionTemplate;

/** Events about which a destination is sent nothing, because the mapping says so or because it got too many. */
class SkippedDeliveriesIT {

    private static DeliveryRig rig;
    private static DefaultCamelContext camel;

    private final DeliverySettings plain = settings("oa").made();

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        rig = new DeliveryRig(home);
        camel = new DefaultCamelContext();
    }

    @AfterAll
    static void close() throws Exception {
        camel.close();
        rig.close();
    }

    @BeforeEach
    void begin() {
        rig.empty();
        rig.jdbc().sql("truncate receiver_use").update();
        rig.deployed("oa");
    }

    private ReceiverCapsStep caps() {
        return new ReceiverCapsStep(rig.jdbc(), rig.get(TransactionTemplate.class), rig.clock);
    }

    private static Exchange exchange(String shipment, Object body) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeader(Shipment.ID, shipment);
        exchange.getMessage().setHeader(Shipment.DESTINATION, "oa");
        return exchange;
    }

    private static JsonNode mailTo(String address) {
        return JsonNodeFactory.instance.objectNode().put("to", address);
    }

    /** Whether a mail to that address may leave. */
    private boolean leaves(String shipment, String address, int perReceiver, int inAll) throws CamelExchangeException {
        Exchange exchange = exchange(shipment, List.of(mailTo(address)));
        caps().hold(exchange, "/to", perReceiver, inAll);
        assertThat(exchange.isRouteStop())
                .isEqualTo(exchange.getMessage().getHeaders().containsKey(Shipment.SKIPPED));
        return !exchange.isRouteStop();
    }

    private static String id(int number) {
        return new UUID(0, number).toString();
    }

    @Test
    void whatIsSkippedWasNeverShippedAndSaysWhy() {
        rig.delivered(plain, "C1");

        rig.end(rig.claim(plain).orElseThrow(), AttemptEnd.skipped("no-address"), plain);

        assertThat(rig.deliveries("oa")).containsExactly("C1 1 filtered");
        assertThat(rig.jdbc()
                        .sql("select reason from delivery")
                        .query(String.class)
                        .single())
                .isEqualTo("no-address");
        assertThat(Stream.of("shipment", "shipment_item", "delivery_attempt")
                        .map(table -> rig.jdbc()
                                .sql("select count(*) from " + table)
                                .query(Integer.class)
                                .single()))
                .containsOnly(0);
        assertThat(rig.claim(plain)).isEmpty();
    }

    @Test
    void attemptsBeforeTheMappingSkippedItAreKept() {
        rig.delivered(plain, "C1");
        rig.end(rig.claim(plain).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_BUSY), plain);
        rig.clock.pass(Duration.ofHours(1));

        rig.end(rig.claim(plain).orElseThrow(), AttemptEnd.skipped("no-address"), plain);

        assertThat(rig.deliveries("oa")).containsExactly("C1 1 filtered");
        assertThat(rig.jdbc()
                        .sql("select no || ' ' || outcome from delivery_attempt")
                        .query(String.class)
                        .list())
                .containsExactly("1 failed");
        assertThat(rig.claim(plain)).isEmpty();
    }

    @Test
    void mappingThatSkipsTheOnlyItemEndsTheRoute() throws Exception {
        Exchange exchange = exchange(id(1), shipmentOf(1));

        outbound("no-order").shape(exchange, "m");

        assertThat(exchange.isRouteStop()).isTrue();
        assertThat(exchange.getMessage().getHeader(Shipment.SKIPPED)).isEqualTo("no-order");
    }

    @Test
    void mappingThatSkipsOneOfManyOrGivesNoWordFails() {
        assertThatThrownBy(() -> outbound("no-order").shape(exchange(id(1), shipmentOf(2)), "m"))
                .isInstanceOf(ProblemException.class)
                .extracting(fault -> ((ProblemException) fault).problem())
                .isEqualTo(Problem.OUTBOUND_FAILED);
        assertThatThrownBy(() -> outbound("张三 wrote").shape(exchange(id(1), shipmentOf(1)), "m"))
                .isInstanceOf(ProblemException.class);
    }

    private static Shipment shipmentOf(int items) {
        return new Shipment(
                id(1),
                "oa",
                1,
                Stream.generate(() -> new Shipment.Item("d", JsonNodeFactory.instance.objectNode()))
                        .limit(items)
                        .toList());
    }

    private static OutboundStep outbound(String reason) {
        return new OutboundStep(new OutboundMappings() {
            @Override
            public boolean tellsOutcome(String mapping) {
                return false;
            }

            @Override
            public boolean tellsWarnings(String mapping) {
                return false;
            }

            @Override
            public boolean knows(String mapping) {
                return true;
            }

            @Override
            public JsonNode shape(String mapping, JsonNode event) {
                return JsonNodeFactory.instance.objectNode().put("skip", reason);
            }
        });
    }

    @Test
    void anAddressGetsSoManyInADayHoweverItIsWritten() throws CamelExchangeException {
        assertThat(leaves(id(1), "Citizen@example.org", 2, 100)).isTrue();
        assertThat(leaves(id(2), " citizen@EXAMPLE.org", 2, 100)).isTrue();
        assertThat(leaves(id(3), "citizen@example.org", 2, 100)).isFalse();
        assertThat(leaves(id(4), "other@example.org", 2, 100)).isTrue();

        rig.clock.pass(Duration.ofHours(24));
        assertThat(leaves(id(5), "citizen@example.org", 2, 100)).isTrue();
        assertThat(rig.jdbc()
                        .sql("select count(*) from receiver_use")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void listOfAddressesIsOneReceiverInWhateverOrder() throws CamelExchangeException {
        assertThat(leavesToAll(id(1), "duty@example.org", "a@example.org")).isTrue();
        assertThat(leavesToAll(id(2), "A@example.org ", "duty@example.org")).isFalse();
        assertThat(leavesToAll(id(3), "duty@example.org", "b@example.org")).isTrue();
        assertThat(leavesToAll(id(4), "duty@example.org")).isTrue();
        assertThat(leaves(id(5), "duty@example.org", 1, 100)).isFalse();
    }

    private boolean leavesToAll(String shipment, String... addresses) throws CamelExchangeException {
        ObjectNode mail = JsonNodeFactory.instance.objectNode();
        for (String address : addresses) {
            mail.withArray("/to").add(address);
        }
        Exchange exchange = exchange(shipment, List.of(mail));
        caps().hold(exchange, "/to", 1, 100);
        return !exchange.isRouteStop();
    }

    @Test
    void allAddressesTogetherGetSoManyInADay() throws CamelExchangeException {
        assertThat(leaves(id(1), "a@example.org", 5, 2)).isTrue();
        assertThat(leaves(id(2), "b@example.org", 5, 2)).isTrue();
        assertThat(leaves(id(3), "c@example.org", 5, 2)).isFalse();
    }

    @Test
    void anotherAttemptAtAShipmentCountsOnce() throws CamelExchangeException {
        assertThat(leaves(id(1), "a@example.org", 1, 1)).isTrue();
        assertThat(leaves(id(1), "a@example.org", 1, 1)).isTrue();
        assertThat(leaves(id(2), "a@example.org", 1, 1)).isFalse();
    }

    @Test
    void withoutAnAddressNothingLeaves() throws CamelExchangeException {
        assertThatThrownBy(() -> caps().hold(exchange(id(1), List.of(mailTo(" "))), "/to", 1, 1))
                .isInstanceOf(ProblemException.class);
    }
}
