package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;
import org.onestophub.support.CaseRig;

/** Leads of public opinion that repeat each other are one lead; nothing else is ever joined by its text. */
class LeadsIT {

    private static final String STORY = LeadTextTest.STORY;

    @TempDir
    static Path home;

    @TempDir
    static Path otherHome;

    private static CaseRig rig;
    private static CaseRig other;

    @BeforeAll
    static void open() {
        rig = new CaseRig(home);
        other = rig.second(otherHome);
    }

    @AfterAll
    static void close() {
        other.close();
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
    }

    private static Candidate lead(String page, String text) {
        ObjectNode lead = document(text).put("channel", "public-opinion");
        lead.withObjectProperty("matter").put("type", "lead");
        lead.putArray("externalIds").addObject().put("kind", "page").put("value", page);
        return thing("lead-" + page + text.length(), lead);
    }

    private static void record(Candidate found) {
        rig.record(rig.receipt(), found);
    }

    private static List<ObjectNode> cases() {
        return rig.jdbc().sql("select document::text from complaint order by id").query(String.class).list().stream()
                .map(JsonText::objectOf)
                .toList();
    }

    @Test
    void samePageIsOneLeadWhateverItSays() {
        record(lead("example.org/1", STORY));
        record(lead("example.org/1", "另一段文字"));

        assertThat(cases()).hasSize(1);
        assertThat(rig.events()).containsExactly("complaint.created 1", "complaint.updated 2");
    }

    @Test
    void repostIsAddedToTheFirstLeadWithItsAddressAndAFinding() {
        record(lead("a.example.org/1", STORY));
        record(lead("b.example.org/2", "转：" + STORY));
        record(lead("c.example.org/3", STORY.replace("，", " ")));

        ObjectNode lead = cases().get(0);
        assertThat(cases()).hasSize(1);
        assertThat(lead.path("externalIds").findValuesAsText("value"))
                .containsExactly("a.example.org/1", "b.example.org/2", "c.example.org/3");
        assertThat(lead.path("arrivals")).hasSize(3);
        assertThat(lead.path("findings").findValuesAsText("code")).containsExactly(Problem.SAME_WORDS_ELSEWHERE.code());
    }

    @Test
    void pageOfARepostIsThePageOfTheLead() {
        record(lead("a.example.org/1", STORY));
        record(lead("b.example.org/2", STORY));
        record(lead("b.example.org/2", "页面现在是别的内容，讲的是停车"));

        assertThat(cases()).hasSize(1);
    }

    @Test
    void similarTextStaysALeadOfItsOwnAndNamesTheOther() {
        record(lead("a.example.org/1", STORY));
        record(lead("b.example.org/2", STORY.replace("骨科", "眼科")));

        assertThat(cases()).hasSize(2);
        ObjectNode later = cases().get(1);
        assertThat(later.at("/references/0/kind").asText()).isEqualTo("similar-lead");
        assertThat(later.at("/references/0/value").asText())
                .isEqualTo(cases().get(0).path("number").asText());
        assertThat(later.at("/findings/0/code").asText()).isEqualTo(Problem.SIMILAR_WORDS_ELSEWHERE.code());
        assertThat(later.at("/flags/possibleDuplicate").asBoolean()).isTrue();
    }

    @Test
    void whatPeopleSayToTheHospitalIsNeverJoinedByItsText() {
        record(lead("a.example.org/1", STORY));
        record(thing("mail-1", document(STORY)));
        record(thing("mail-2", document(STORY)));
        ObjectNode call = document(STORY).put("channel", "phone");
        call.withObjectProperty("matter").put("type", "lead");
        record(thing("call-1", call));

        assertThat(cases()).hasSize(4);
        assertThat(rig.jdbc()
                        .sql("select count(distinct complaint_id) from complaint_alias where kind like 'lead-%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void textOfLongAgoIsAnotherLead() {
        record(lead("a.example.org/1", STORY));
        Candidate late = lead("b.example.org/2", STORY);
        late.mapped().put("receivedAt", "2026-10-20T01:00:00Z");
        record(late);

        assertThat(cases()).hasSize(2);
    }

    @Test
    void repostsOfOneListAreOneLead() {
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            walks.add(rig.walk(rig.receipt(), lead("site" + i + ".example.org/p", STORY)));
            walks.add(rig.walk(rig.receipt(), thing("mail-" + i, document("words " + i))));
        }

        rig.get(RecordStep.class).record(walks);

        assertThat(rig.numbers()).hasSize(6);
        assertThat(rig.jdbc()
                        .sql("select outcome, count(*) from receipt_item group by outcome order by outcome")
                        .query((row, index) -> row.getString(1) + " " + row.getLong(2))
                        .list())
                .containsExactly("appended 4", "new-case 6");
    }

    @RepeatedTest(3)
    void repostsThatComeAtOnceAreOneLead() throws Exception {
        List<Walk> walks = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            String text = i % 3 == 0 ? STORY : i % 3 == 1 ? "转发：" + STORY : STORY + "来源：测试论坛";
            walks.add(rig.walk(rig.receipt(), lead("site" + i + ".example.org/p", text)));
        }
        Collections.shuffle(walks, new Random(1));
        ExecutorService workers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < walks.size(); i++) {
                RecordStep hub = (i % 2 == 0 ? rig : other).get(RecordStep.class);
                Walk walk = walks.get(i);
                tasks.add(() -> {
                    hub.record(List.of(walk));
                    return null;
                });
            }
            for (Future<Void> done : workers.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            workers.shutdownNow();
        }

        assertThat(rig.count("complaint")).isEqualTo(1);
        assertThat(cases().get(0).path("arrivals")).hasSize(24);
    }
}
