package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.broken;
import static org.onestophub.support.CaseRig.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;

/**
 * The same arrivals, recorded in one list, in lists of any length and one by one, on a database each: cases, revisions,
 * names, claims, events, items, outcomes and work are the same.
 */
class ListDifferenceIT {

    private static final int ROUNDS = 25;
    private static final int MOST_RECEIPTS = 30;

    @TempDir
    static Path home;

    private static final List<CaseRig> rigs = new ArrayList<>();

    @BeforeAll
    static void open() {
        for (String name : List.of("one-list", "some-lists", "one-by-one")) {
            rigs.add(new CaseRig(home.resolve(name), slice -> slice.with(PatientContext.class, new AnyClaims())));
        }
    }

    @AfterAll
    static void close() {
        rigs.forEach(CaseRig::close);
    }

    @Test
    void listsGiveWhatTheirWalksGiveOneByOne() {
        for (int round = 0; round < ROUNDS; round++) {
            int seed = round;
            record(rigs.get(0), batch(rigs.get(0), seed));
            Random splits = new Random(seed);
            List<Walk> some = batch(rigs.get(1), seed);
            for (int from = 0; from < some.size(); ) {
                int to = Math.min(some.size(), from + 1 + splits.nextInt(6));
                record(rigs.get(1), some.subList(from, to));
                from = to;
            }
            batch(rigs.get(2), seed).forEach(walk -> record(rigs.get(2), List.of(walk)));
            rigs.forEach(rig -> eraseOne(rig, seed));

            List<String> expected = state(rigs.get(2));
            assertThat(differences(expected, state(rigs.get(0))))
                    .as("one list, seed " + seed)
                    .isEmpty();
            assertThat(differences(expected, state(rigs.get(1))))
                    .as("some lists, seed " + seed)
                    .isEmpty();
        }
        assertThat(rigs.get(0)
                        .jdbc()
                        .sql("select distinct outcome from receipt_item")
                        .query(String.class)
                        .list())
                .as("outcomes that were met")
                .containsExactlyInAnyOrder("new-case", "appended", "repeated", "counted", "parked");
        assertThat(rigs.get(0).count("erasure")).isPositive();
    }

    /** Rows that only one of the two has. */
    private static List<String> differences(List<String> expected, List<String> actual) {
        List<String> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        List<String> more = new ArrayList<>(actual);
        expected.forEach(more::remove);
        List<String> all =
                new ArrayList<>(missing.stream().map(row -> "- " + row).toList());
        more.forEach(row -> all.add("+ " + row));
        return all;
    }

    private static void record(CaseRig rig, List<Walk> walks) {
        rig.get(RecordStep.class).record(walks);
    }

    private static List<Walk> batch(CaseRig rig, int seed) {
        Random random = new Random(seed);
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 1 + random.nextInt(MOST_RECEIPTS); i > 0; i--) {
            receipts.add(rig.receipt());
        }
        List<Walk> walks = new ArrayList<>();
        for (Receipt receipt : receipts) {
            int things = random.nextInt(4) > 0 ? 1 : random.nextInt(5);
            Candidate[] found = new Candidate[things];
            for (int i = 0; i < things; i++) {
                found[i] = any(random, receipts, seed);
            }
            Walk walk = rig.walk(receipt, found);
            walk.candidates().stream()
                    .filter(one -> one.document() != null)
                    .forEach(one -> ((ObjectNode) one.mapped().at("/arrivals/0")).put("receiptId", receipt.id()));
            walks.add(walk);
        }
        return walks;
    }

    private static Candidate any(Random random, List<Receipt> receipts, int seed) {
        return switch (random.nextInt(8)) {
            case 0 -> broken("broken-" + random.nextInt(5));
            case 1 -> CaseRig.thing("call-" + random.nextInt(6), document("call " + random.nextInt(2)));
            case 2 -> answer(random);
            case 3, 4 -> order(random);
            default -> mail(random, receipts, seed);
        };
    }

    private static Candidate order(Random random) {
        String system = "line-" + random.nextInt(2);
        String number = "T" + random.nextInt(12);
        int round = random.nextInt(3);
        ObjectNode document = document("round " + round + " of " + random.nextInt(2));
        id(document, "work-order", number).put("system", system);
        claims(document, random);
        return CaseRig.thing(system + "|" + number + "#" + round, document);
    }

    private static Candidate mail(Random random, List<Receipt> receipts, int seed) {
        int message = random.nextInt(20);
        ObjectNode document = document("mail " + random.nextInt(3));
        document.withObject("/complainant").putArray("emails").add("p" + random.nextInt(4) + "@example.org");
        id(document, "message-id", "m" + message + "@example.org");
        refer(document, random, receipts);
        claims(document, random);
        return CaseRig.thing("mail-" + message + "-" + random.nextInt(2) + "-" + seed % 3, document);
    }

    /** What a machine says about a mail. */
    private static Candidate answer(Random random) {
        ObjectNode document = document("absent " + random.nextInt(3));
        refer(document, random, List.of());
        Candidate answer = CaseRig.thing("answer-" + random.nextInt(9), document);
        new MachineAnswer("absence", List.of(), List.of("p" + random.nextInt(4) + "@example.org"))
                .writeTo((ObjectNode) answer.view());
        return random.nextInt(4) == 0 ? answer.stopped(Problem.FIELD_MISSING, "/matter/facts") : answer;
    }

    private static void refer(ObjectNode document, Random random, List<Receipt> receipts) {
        for (int i = random.nextInt(3); i > 0; i--) {
            boolean isNumber = !receipts.isEmpty() && random.nextInt(3) == 0;
            document.withArray("/references")
                    .addObject()
                    .put("kind", isNumber ? "receipt-number" : "message-id")
                    .put(
                            "value",
                            isNumber
                                    ? receipts.get(random.nextInt(receipts.size()))
                                            .number()
                                    : "m" + random.nextInt(20) + "@example.org");
        }
    }

    private static ObjectNode id(ObjectNode document, String kind, String value) {
        return document.withArray("/externalIds").addObject().put("kind", kind).put("value", value);
    }

    private static void claims(ObjectNode document, Random random) {
        if (random.nextBoolean()) {
            document.withObject("/patient").put("patientNumber", "P" + random.nextInt(5));
        }
    }

    /** Takes the content of some case away, unless one of its inputs waits for a person. */
    private static void eraseOne(CaseRig rig, int seed) {
        List<String> numbers = rig.numbers();
        try {
            rig.get(Erasures.class).erase(numbers.get(new Random(seed).nextInt(numbers.size())), "a reason", "test");
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(Problem.INPUT_OPEN);
        }
    }

    /** All that is kept, in an order and under names that do not depend on how it was recorded. */
    private static List<String> state(CaseRig rig) {
        List<String> rows = new ArrayList<>();
        for (String sql : List.of(
                "select concat_ws(' ', 'complaint', number, channel, revision, document, received_at)"
                        + " from complaint order by id",
                "select concat_ws(' ', 'search', text) from search_due order by complaint_id",
                "select concat_ws(' ', 'revision', c.number, r.revision, r.document, r.receipt_id)"
                        + " from revision_document r join complaint c on c.id = r.complaint_id order by c.id, r.revision",
                "select concat_ws(' ', 'event', c.number, e.revision, e.type, e.by_machine)"
                        + " from event e join complaint c on c.id = e.complaint_id order by c.id, e.id",
                "select concat_ws(' ', 'alias', c.number, a.kind, case when a.kind <> 'erased-item' then a.value end)"
                        + " from complaint_alias a join complaint c on c.id = a.complaint_id",
                "select concat_ws(' ', 'claim', c.number, a.kind, a.value)"
                        + " from complaint_claim a join complaint c on c.id = a.complaint_id order by c.id, a.kind, a.value",
                "select concat_ws(' ', 'item', i.receipt_id, i.item, i.item_key, i.outcome, c.number, i.code, i.field,"
                        + " i.view, i.document, i.findings)"
                        + " from receipt_item i left join complaint c on c.id = i.complaint_id order by i.receipt_id, i.item",
                "select concat_ws(' ', 'receipt', id, state, outcome, code, field, counted, source_key)"
                        + " from receipt order by id",
                "select concat_ws(' ', 'held', receipt_id, item, room, code, field) from held order by receipt_id, item",
                "select concat_ws(' ', 'work', w.lane, c.number) from work w join complaint c on c.id = w.ref order by c.id",
                "select concat_ws(' ', 'erasure', c.number, e.receipts, e.shared)"
                        + " from erasure e join complaint c on c.id = e.complaint_id order by c.id")) {
            rows.addAll(rig.jdbc().sql(sql).query(String.class).list());
        }
        // numbers are drawn from one sequence by RECEIVE and RECORD, which take turns differently
        List<String> numbers = rig.jdbc()
                .sql("select number from (select number, id, 1 as place from receipt where number is not null"
                        + " union all select number, id, 2 from complaint) as n order by place, id")
                .query(String.class)
                .list();
        Map<String, String> names = new HashMap<>();
        numbers.forEach(number -> names.putIfAbsent(number, "#" + names.size()));
        Pattern pattern =
                Pattern.compile(numbers.stream().distinct().map(Pattern::quote).collect(Collectors.joining("|")));
        return rows.stream()
                .map(row -> pattern.matcher(row).replaceAll(found -> Objects.requireNonNull(names.get(found.group()))))
                .sorted()
                .toList();
    }

    /** The patient number of every complaint is a claim; one that ends in an even digit counts as linked. */
    private static final class AnyClaims implements PatientContext {
        @Override
        public ObjectNode enriched(ObjectNode document) {
            return document;
        }

        @Override
        public List<Complaint.Claim> openClaims(ObjectNode document) {
            return claims(document, 1);
        }

        @Override
        public List<Complaint.Claim> linkedClaims(ObjectNode document) {
            return claims(document, 0);
        }

        private static List<Complaint.Claim> claims(ObjectNode document, int remainder) {
            String number = document.at("/patient/patientNumber").asText();
            return !number.isEmpty() && Integer.parseInt(number.substring(1)) % 2 == remainder
                    ? List.of(new Complaint.Claim("patient-number", number, "/patient/patientNumber"))
                    : List.of();
        }
    }
}
