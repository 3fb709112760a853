package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.broken;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.operations.EditedReplay;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.intake.receive.Intake;
import org.onestophub.problem.Problem;
import org.onestophub.support.CaseRig;
import org.springframework.transaction.support.TransactionTemplate;

/** What was erased does not come back: from its source, from a worker that is at it, or from what it was made of. */
class ErasedAgainIT {

    private static final String REASON = "request 17, granted";

    @TempDir
    static Path home;

    private static CaseRig rig;
    private static Erasures erasures;

    @BeforeAll
    static void open() {
        rig = new CaseRig(home, "intake.receive.KeptCopies", "pipeline.quarantine.EditedItems");
        erasures = rig.get(Erasures.class);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
        rig.jdbc()
                .sql(
                        "truncate blob_unused, receipt_edit, letter_page, delivery, report_paper, shipment, shipment_item, delivery_attempt")
                .update();
    }

    @Test
    void inputThatItsSourceRepeatsIsTheReceiptItWas() {
        Answer first = keep("an order", "order-1");
        rig.record(receipt(first), thing("order", document("words")));
        erase();

        Answer again = keep("an order", "order-1");

        assertThat(again)
                .returns(Answer.Kind.REPEATED, Answer::kind)
                .returns(first.number(), Answer::number)
                .returns(first.receiptId(), Answer::receiptId);
        assertThat(rig.count("receipt")).isOne();
        assertThat(rig.count("work")).isZero();
        assertThat(arrivals()).containsExactly(2);
        assertThat(rig.jdbc()
                        .sql("select transport::text from receipt")
                        .query(String.class)
                        .single())
                .as("the sender may ask what became of it")
                .isEqualTo("{\"account\": \"line-a\"}");
        assertThat(keep("another order", "order-1").kind())
                .as("other bytes are another input")
                .isEqualTo(Answer.Kind.KEPT);
        assertThat(keep("an order", "order-2").kind())
                .as("the same under another key")
                .isEqualTo(Answer.Kind.KEPT);
    }

    @Test
    void largeInputOfManyKeysLeavesNeitherItsKeysNorItsBytes() {
        String large = "x".repeat(70_000);
        Answer first = keep(large, "place-1", "id-1");
        rig.record(receipt(first), thing("mail", document("words")));
        erase();
        rig.jdbc().sql("truncate blob_unused").update();

        Answer again = keep(large, "place-2", "id-1");

        assertThat(again).returns(Answer.Kind.REPEATED, Answer::kind).returns(first.number(), Answer::number);
        assertThat(rig.count("receipt")).isOne();
        assertThat(rig.jdbc()
                        .sql("select key from receipt_key")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .allMatch(key -> key.startsWith("erased:"));
        assertThat(rig.count("blob_unused")).isOne();
        assertThat(keep(large, "place-2", "id-3")).returns(Answer.Kind.REPEATED, Answer::kind);
    }

    @Test
    void inputsThatShareAKeyCanBothBeErased() {
        rig.record(receipt(keep("one", "place-1", "id-1")), thing("one", document("one")));
        erase();
        rig.record(receipt(keep("two", "place-2", "id-1")), thing("two", document("two")));
        erasures.erase(rig.numbers().get(1), REASON, "boss");

        assertThat(rig.jdbc()
                        .sql("select key from receipt_key")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .allMatch(key -> key.startsWith("erased:"));
        assertThat(keep("two", "place-2", "id-1").kind()).isEqualTo(Answer.Kind.REPEATED);
    }

    @Test
    void theVerySameThingInAnotherInputIsARepeatAndThatInputGoesToo() {
        rig.record(rig.receipt(), thing("call", document("words")));
        String number = erase();
        Receipt later = rig.receipt();
        rig.record(later, thing("call", document("words")));

        assertThat(rig.numbers()).containsExactly(number);
        assertThat(rig.items(later)).containsExactly("0 repeated");
        assertThat(rig.endOf(later)).isEqualTo("done repeated");
        assertThat(rig.events()).containsExactly("complaint.created 1", "complaint.erased 2");
        assertThat(bytesOf(later)).isZero();
        assertThat(viewsOf(later)).containsExactly(false);
    }

    @Test
    void inputThatHoldsOthersBesideTheVerySameThingIsNamedAsShared() {
        rig.record(rig.receipt(), thing("call", document("words")));
        String number = erase();
        Receipt later = rig.receipt();
        rig.record(later, thing("call", document("words")), thing("other", document("other words")));

        assertThat(rig.numbers()).hasSize(2);
        assertThat(rig.items(later)).containsExactly("0 repeated", "1 new-case");
        assertThat(viewsOf(later)).containsExactly(false, true);
        assertThat(bytesOf(later)).isPositive();
        assertThat(erasures.erase(number, REASON, "boss").shared()).containsExactly(later.id());
    }

    @Test
    void mailThatQuotesTheNumberOfWhatWasErasedIsAComplaintOfItsOwn() {
        rig.record(rig.receipt(), thing("first", from("patient@example.org")));
        String number = erase();
        ObjectNode reply = from("patient@example.org");
        reply.withArray("references").addObject().put("kind", "receipt-number").put("value", number);
        rig.record(rig.receipt(), thing("reply", reply));

        assertThat(rig.numbers()).hasSize(2);
        assertThat(rig.jdbc()
                        .sql("select document #>> '{complainant,emails}' is null from complaint where number = :number")
                        .param("number", number)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(rig.jdbc()
                        .sql("select kind from complaint_alias where complaint_id = (select id from complaint"
                                + " where number = :number)")
                        .param("number", number)
                        .query(String.class)
                        .list())
                .containsExactly("erased-item");
    }

    @Test
    void whatIsBeingAddedWhileItIsErasedOpensAComplaintOfItsOwn() {
        rig.record(rig.receipt(), thing("call", document("words")));
        Receipt more = rig.receipt();
        Receipt same = rig.receipt();

        whileErasing(() -> rig.record(more, thing("call", document("more words"))));

        assertThat(rig.numbers()).hasSize(2);
        assertThat(rig.items(more)).containsExactly("0 new-case");
        rig.record(same, thing("call", document("words")));
        assertThat(rig.numbers()).hasSize(2);
        assertThat(erasedFacts()).isNull();
    }

    @Test
    void theVerySameThatIsBeingRecordedWhileItIsErasedIsARepeat() {
        rig.record(rig.receipt(), thing("call", document("words")));
        Receipt same = rig.receipt();

        whileErasing(() -> rig.record(same, thing("call", document("words"))));

        assertThat(rig.numbers()).hasSize(1);
        assertThat(rig.items(same)).containsExactly("0 repeated");
        assertThat(bytesOf(same)).isZero();
    }

    @Test
    void contextThatWasFoundWhileItIsErasedIsNotAdded() {
        rig.record(rig.receipt(), thing("call", document("words")));
        CaseFile seen = rig.get(RecordStep.class)
                .open(rig.jdbc()
                        .sql("select id from complaint")
                        .query(Long.class)
                        .list())
                .get(0);
        ObjectNode enriched = seen.document().deepCopy();
        enriched.putObject("patient").put("name", "测试甲");
        CaseFile file = seen.with(enriched);

        whileErasing(() -> rig.get(RecordStep.class).amend(List.of(file)));

        assertThat(rig.events()).containsExactly("complaint.created 1", "complaint.erased 2");
        assertThat(rig.jdbc()
                        .sql("select bool_or(jsonb_exists(document, 'patient')) from revision_document")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void inputThatIsJustBeingReplayedEditedForbidsIt() {
        Receipt original = rig.receipt();
        rig.record(original, thing("call", document("words")), broken("other"));
        long held = rig.jdbc().sql("select id from held").query(Long.class).single();
        CompletableFuture<Void> erasing = rig.get(TransactionTemplate.class).execute(status -> {
            rig.get(EditedReplay.class)
                    .replay(held, Content.of("corrected".getBytes(StandardCharsets.UTF_8)), "typo", "ops");
            CompletableFuture<Void> other = CompletableFuture.runAsync(ErasedAgainIT::erase);
            awaitABlockedOne();
            return other;
        });

        assertThatThrownBy(() -> erasing.get(60, TimeUnit.SECONDS)).hasMessageContaining(Problem.INPUT_OPEN.code());
        assertThat(bytesOf(original)).isPositive();
    }

    @Test
    void pagesOfALetterThatIsJustBeingMadeForbidItAndThenGoWithIt() {
        Receipt one = rig.receipt();
        Receipt two = rig.receipt();
        Receipt letter = rig.receipt();
        rig.jdbc()
                .sql("update receipt set transport = jsonb_build_object('letterOf', :pages) where id = :id")
                .param("pages", two.id() + "," + one.id())
                .param("id", letter.id())
                .update();
        for (Receipt page : List.of(one, two)) {
            rig.jdbc()
                    .sql(
                            "insert into letter_page (receipt_id, series, kind, page, letter) values (:id, 's', 'page', 1, :letter)")
                    .param("id", page.id())
                    .param("letter", one.id())
                    .update();
        }
        rig.record(letter, thing("letter", document("words")));

        assertThatThrownBy(ErasedAgainIT::erase).hasMessageContaining(Problem.INPUT_OPEN.code());
        rig.jdbc().sql("update receipt set state = 'done'").update();
        erase();
        assertThat(List.of(bytesOf(one), bytesOf(two), bytesOf(letter))).containsOnly(0);
    }

    @Test
    void whatACopyOfManyComplaintsWasMadeOfKeepsItsBytes() {
        Receipt original = rig.receipt();
        Receipt copy = rig.receipt();
        rig.record(copy, thing("one", document("one")), thing("two", document("two")));
        rig.jdbc()
                .sql("update receipt set state = 'refused' where id = :id")
                .param("id", original.id())
                .update();
        rig.jdbc()
                .sql("insert into receipt_edit values (:copy, :original, 1, now(), 'ops', 'typo')")
                .param("copy", copy.id())
                .param("original", original.id())
                .update();

        Erasures.Erased erased = erasures.erase(rig.numbers().get(0), REASON, "boss");

        assertThat(erased.shared()).containsExactly(original.id(), copy.id());
        assertThat(bytesOf(original)).isPositive();
    }

    @Test
    void inputOfManyComplaintsGoesWithTheLastOfThem() {
        Receipt file = rig.receipt();
        rig.record(file, thing("one", document("one")), thing("two", document("two")));
        assertThat(erasures.erase(rig.numbers().get(0), REASON, "boss").shared())
                .containsExactly(file.id());

        assertThat(erasures.erase(rig.numbers().get(1), REASON, "boss"))
                .returns(List.of(), Erasures.Erased::shared)
                .returns(1, Erasures.Erased::receipts);
        assertThat(bytesOf(file)).isZero();
    }

    @Test
    void theVerySameIsNotAddedToWhatHasItsKeyByNow() {
        rig.record(rig.receipt(), thing("call", document("words")));
        erase();
        rig.record(rig.receipt(), thing("call", document("later words")));
        Receipt again = rig.receipt();
        rig.record(again, thing("call", document("words")));

        assertThat(rig.items(again)).containsExactly("0 repeated");
        assertThat(rig.events()).containsExactly("complaint.created 1", "complaint.erased 2", "complaint.created 1");
    }

    @Test
    void inputWhoseItemAReplayMadeAnothersIsFoundByTheRevisionItMade() {
        Receipt first = rig.receipt();
        Receipt second = rig.receipt();
        rig.record(first, thing("call", document("words")));
        rig.record(second, thing("call", document("more words")));
        rig.jdbc()
                .sql("update receipt_item set complaint_id = null where receipt_id = :id")
                .param("id", second.id())
                .update();
        erase();

        assertThat(bytesOf(second)).isZero();
    }

    @Test
    void againTakesAwayWhatWasSaidSinceAndTellsNobody() {
        rig.record(rig.receipt(), thing("call", document("words")));
        String number = erase();
        rig.jdbc()
                .sql("insert into feed_reject (at, key_name, event_id, complaint_id, code, reason)"
                        + " select now(), 'district', id, complaint_id, 'E1', '测试甲' from event")
                .update();
        Erasures.Erased again = erasures.erase(number, "other words", "other");

        assertThat(again.receipts()).isOne();
        assertThat(rig.jdbc()
                        .sql("select count(*) from feed_reject where reason like '%测试甲%'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(rig.events()).containsExactly("complaint.created 1", "complaint.erased 2");
        assertThat(rig.jdbc()
                        .sql("select reason from erasure")
                        .query(String.class)
                        .single())
                .isEqualTo(REASON);
    }

    @Test
    void deliveryThatLiesDeadIsGivenUpWithTheContent() {
        rig.record(rig.receipt(), thing("call", document("words")));
        rig.jdbc()
                .sql("insert into delivery (destination, event_id, complaint_id, state, created_at)"
                        + " select 'oa', id, complaint_id, 'dead', now() from event")
                .update();
        String number = erase();
        rig.jdbc()
                .sql("insert into delivery (destination, event_id, complaint_id, state, created_at)"
                        + " select 'oa', id, complaint_id, 'dead', now() from event where type = 'complaint.erased'")
                .update();
        erasures.erase(number, REASON, "boss");

        assertThat(rig.jdbc()
                        .sql(
                                "select e.type || ' ' || d.state from delivery d join event e on e.id = d.event_id order by d.id")
                        .query(String.class)
                        .list())
                .containsExactly("complaint.created discarded", "complaint.erased dead");
    }

    /** The work begins while the only complaint is being erased, and is blocked until that is committed. */
    private static void whileErasing(Runnable work) {
        CompletableFuture<Void> working = rig.get(TransactionTemplate.class).execute(status -> {
            erase();
            CompletableFuture<Void> other = CompletableFuture.runAsync(work);
            awaitABlockedOne();
            return other;
        });
        working.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private static void awaitABlockedOne() {
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> rig.jdbc()
                        .sql("select exists (select from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock')")
                        .query(Boolean.class)
                        .single());
    }

    /** Erases the first complaint. */
    private static String erase() {
        String number = rig.numbers().get(0);
        erasures.erase(number, REASON, "boss");
        return number;
    }

    private static ObjectNode from(String mail) {
        ObjectNode document = document("words of " + mail);
        document.withObject("/complainant").putArray("emails").add(mail);
        return document;
    }

    private static Answer keep(String text, String... keys) {
        return rig.get(Intake.class)
                .keep(
                        new Inbound(
                                Content.of(text.getBytes(StandardCharsets.UTF_8)),
                                List.of(keys),
                                Map.of("account", "line-a", "fileName", "测试甲.txt"),
                                Inbound.SameKey.KEEP_BOTH),
                        "test",
                        "email");
    }

    private static Receipt receipt(Answer answer) {
        return rig.get(ReceiptBytes.class).receipt(answer.receiptId()).orElseThrow();
    }

    private static int bytesOf(Receipt receipt) {
        return rig.jdbc()
                .sql("select length(raw) from receipt where id = :id")
                .param("id", receipt.id())
                .query(Integer.class)
                .single();
    }

    private static List<Boolean> viewsOf(Receipt receipt) {
        return rig.jdbc()
                .sql("select view is not null from receipt_item where receipt_id = :id order by item")
                .param("id", receipt.id())
                .query(Boolean.class)
                .list();
    }

    private static List<Integer> arrivals() {
        return rig.jdbc()
                .sql("select arrivals from receipt_key")
                .query(Integer.class)
                .list();
    }

    private static String erasedFacts() {
        return rig.jdbc()
                .sql("select document #>> '{matter,facts}' from complaint order by id limit 1")
                .query((row, index) -> row.getString(1))
                .list()
                .get(0);
    }
}
