package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.CaseFacts;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.support.CaseRig;

/** States, duties and facts of new cases come from what RECORD holds in memory. The ledger itself would give the same. */
class DerivedFromMemoryIT {

    private static final int CASES = 60;
    private static final List<String> CODES =
            List.of("b", "B", "a-b", "ab", "10", "9", "é", "内科", "𠮷", "\uFB01", "a\"b\\");
    private static final List<String> FLAGS =
            List.of("dispute", "solvedOnSpot", "major", "automatedMail", "safety", "staffInternal");
    private static final List<String> CHANNELS = List.of("hotline", "email", "desk", "staff");

    @TempDir
    Path home;

    @Test
    void ledgerGivesTheSameStatesDutiesAndFacts() {
        try (CaseRig rig = CaseRig.withLoop(home, none -> {})) {
            Random random = new Random(7);
            List<Walk> walks = new ArrayList<>();
            for (int i = 0; i < CASES; i++) {
                walks.add(rig.walk(rig.receipt(), thing("T" + i, some(random, i))));
            }
            rig.get(RecordStep.class).record(walks);
            List<String> derived = derived(rig);
            List<Long> ids = rig.jdbc()
                    .sql("select id from complaint order by id")
                    .query(Long.class)
                    .list();
            assertThat(ids).hasSize(CASES);
            Instant then = rig.jdbc()
                    .sql("select min(derived_at) from case_status")
                    .query(Timestamp.class)
                    .single()
                    .toInstant();

            rig.get(CaseStatuses.class).deriveAll(ids, then);
            rig.jdbc().sql("delete from complaint_fact").update();
            rig.get(CaseFacts.class).write(ids);

            assertThat(derived).hasSizeGreaterThan(3 * CASES);
            assertThat(derived(rig)).isEqualTo(derived);
        }
    }

    private static List<String> derived(CaseRig rig) {
        List<String> rows = new ArrayList<>();
        for (String sql : List.of(
                "select f::text from complaint_fact f order by complaint_id",
                "select d::text from duty d order by complaint_id, rule, key",
                "select concat_ws(' ', complaint_id, state, marks, findings, next_at) from case_status order by complaint_id")) {
            rows.addAll(rig.jdbc().sql(sql).query(String.class).list());
        }
        return rows;
    }

    private static ObjectNode some(Random random, int number) {
        ObjectNode document = document("words");
        document.put("channel", CHANNELS.get(random.nextInt(CHANNELS.size())));
        document.put(
                "receivedAt",
                Instant.parse("2026-09-18T15:59:59.5Z")
                        .plusSeconds(number * 40_000L)
                        .toString());
        document.putObject("institution").put("uscc", "U" + random.nextInt(3)).put("name", "医院\"" + random.nextInt(3));
        ObjectNode matter = document.withObject("/matter");
        matter.put("facts", "words " + number + (random.nextInt(10) == 0 ? " \u0000 \uD800" : ""));
        matter.put("type", random.nextBoolean() ? "complaint" : "inquiry");
        if (random.nextBoolean()) {
            matter.put("severity", 1 + random.nextInt(4));
        }
        codes(random).forEach(matter.withArray("/categories")::add);
        ArrayNode departments = matter.withArray("/departments");
        codes(random).forEach(code -> departments.addObject().put("code", code).put("name", "N"));
        departments.addObject().put("name", "without a code");
        ArrayNode staff = matter.withArray("/staff");
        codes(random).forEach(code -> staff.addObject().put("role", code));
        staff.addObject().put("name", "without a role");
        ObjectNode flags = document.putObject("flags");
        FLAGS.stream().filter(flag -> random.nextInt(4) == 0).forEach(flag -> flags.put(flag, random.nextBoolean()));
        if (random.nextInt(4) == 0) {
            document.put("kind", random.nextBoolean() ? "safety" : "patient");
        }
        ObjectNode reception = document.putObject("reception");
        if (random.nextBoolean()) {
            reception.put("track", "simple");
        }
        codes(random).forEach(reception.putArray("changedAtOnce")::add);
        ArrayNode helpers = reception.putArray("helpers");
        codes(random).forEach(code -> helpers.addObject().put("kind", code));
        helpers.addObject().put("name", "without a kind");
        document.withObject("/handling/hotline").put("result", "solved").put("satisfaction", "satisfied");
        return document;
    }

    private static List<String> codes(Random random) {
        List<String> some = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            some.add(CODES.get(random.nextInt(CODES.size())));
        }
        return some;
    }
}
