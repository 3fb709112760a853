package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.outlet.deliver.DeliveryRig.itemsOf;
import static org.onestophub.outlet.deliver.DeliveryRig.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.ResendOrder;
import org.onestophub.problem.Problem;

/** What destinations hear of complaints that were erased, on a real database. */
class ErasedDeliveriesIT {

    private static final String ABOUT_FEES = "{\"channel\":\"email\",\"matter\":{\"categories\":[\"0301\"]}}";
    private static final String BLANK = "{\"channel\":\"email\",\"matter\":{}}";
    private static final EventFilter FEES =
            new EventFilter(Set.of("complaint.created"), Set.of(), Set.of("03"), Set.of(), Set.of(), Set.of());

    private static DeliveryRig rig;

    private final DeliverySettings all = settings("oa").made();
    private final DeliverySettings fees = settings("crm").filter(FEES).made();

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        rig = new DeliveryRig(home);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void begin() {
        rig.empty();
        rig.deployed("oa", "crm");
    }

    @Test
    void onlyDestinationsThatGotTheComplaintGetItsErasureWhateverTheirFilter() {
        write(fees, rig.event("C1", ABOUT_FEES));
        write(fees, rig.event("C2", BLANK));
        write(fees, erased("C1"), erased("C2"));

        assertThat(rig.deliveries("crm"))
                .containsExactly("C1 1 waiting", "C2 1 filtered", "C1 2 waiting", "C2 2 filtered");
    }

    @Test
    void destinationThatGetsComplaintAndErasureAtOnceGetsBoth() {
        EventFilter beginnings =
                new EventFilter(Set.of("complaint.created"), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
        write(settings("crm").filter(beginnings).made(), rig.event("C1", BLANK), rig.event("C1", BLANK), erased("C1"));

        assertThat(rig.deliveries("crm")).containsExactly("C1 1 waiting", "C1 2 filtered", "C1 3 waiting");
    }

    @Test
    void nothingOfItIsSentAgainButThatItIsErased() {
        write(all, rig.event("C1", ABOUT_FEES));
        rig.end(rig.claim(all).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_REFUSED), all);
        write(all, erased("C1"));
        DestinationOperations desk = rig.get(DestinationOperations.class);

        assertThatThrownBy(() -> desk.resend(rig.idOf("oa", 0), "oa", "ops"))
                .hasMessageContaining(Problem.REQUEST_INVALID.code());
        rig.end(rig.claim(all).orElseThrow(), AttemptEnd.sent(), all);
        assertThat(desk.resendAll(new ResendOrder(List.of("C1"), null, null, null, null, 10), "oa", "ops"))
                .isOne();
        assertThat(itemsOf(rig.claim(all).orElseThrow())).containsExactly("C1 2");
    }

    @Test
    void answerThatComesAfterTheErasureIsNotKeptAndTheEventOfItFollows() {
        write(all, rig.event("C1", ABOUT_FEES));
        ShipmentClaims.Claimed underWay = rig.claim(all).orElseThrow();
        write(all, erased("C1"));

        assertThat(rig.claim(all)).as("not before the attempt has ended").isEmpty();
        rig.end(underWay, new AttemptEnd(null, "200", "thank you, 测试甲", null), all);

        assertThat(rig.jdbc()
                        .sql("select response_status || coalesce(response, '') from delivery_attempt")
                        .query(String.class)
                        .list())
                .containsExactly("200");
        assertThat(itemsOf(rig.claim(all).orElseThrow())).containsExactly("C1 2");
        write(all, rig.event("C2", BLANK));
        rig.end(rig.claim(all).orElseThrow(), new AttemptEnd(null, "200", "thank you", null), all);
        assertThat(rig.jdbc()
                        .sql("select count(*) from delivery_attempt where response = 'thank you'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    /** What RECORD leaves of a complaint: blank revisions and an event. */
    private static UUID erased(String complaint) {
        UUID event = rig.event(complaint, BLANK);
        rig.jdbc()
                .sql("update event set type = 'complaint.erased' where uid = :event")
                .param("event", event)
                .update();
        rig.jdbc()
                .sql("update complaint set erased_at = now() where number = :number")
                .param("number", complaint)
                .update();
        rig.jdbc()
                .sql("update complaint_revision set document = cast(:blank as jsonb) where complaint_id ="
                        + " (select id from complaint where number = :number)")
                .param("blank", BLANK)
                .param("number", complaint)
                .update();
        return event;
    }

    private static void write(DeliverySettings settings, UUID... events) {
        rig.get(DeliveryTable.class).write(settings.destination(), List.of(events), settings.filter());
    }
}
