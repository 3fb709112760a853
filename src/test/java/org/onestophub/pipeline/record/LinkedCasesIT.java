package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CaseFacts;
import org.onestophub.complaint.contract.operations.CaseLinks;
import org.onestophub.complaint.contract.operations.CaseLinks.Suggestion;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;

/** Complaints that may belong together are suggested, and repeats are counted. */
class LinkedCasesIT {

    private static final String PHONE = "+8613800000001";
    private static final String WORDS = "昨天下午在骨科门诊排队三个小时，护士态度很差，没有人解释原因";

    @TempDir
    Path home;

    private CaseRig rig;
    private int keys;

    @BeforeEach
    void open() {
        rig = CaseRig.withLoop(home, slice -> {});
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void samePersonAndMatterByTwoChannelsAreSuggestedWithTheEvidence() {
        String mail = recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        String order = recorded(complaint("hotline", "2026-09-03T01:00:00Z", PHONE, "市民反映：" + WORDS + "。要求答复"));

        compare();
        compare();

        List<Suggestion> found = suggestions();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).complaint()).isEqualTo(mail);
        assertThat(found.get(0).other()).isEqualTo(order);
        assertThat(found.get(0).evidence()).containsExactly("phone", "text");
        assertThat(found.get(0).likeness()).isGreaterThan(80);
        assertThat(rig.count("case_merge")).isZero();
    }

    @Test
    void otherWordsOtherPersonOrAnotherTimeAreNotSuggested() {
        recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        recorded(complaint("hotline", "2026-09-02T01:00:00Z", PHONE, "停车场收费太贵而且出口只有一个车道，每天都堵很久"));
        recorded(complaint("desk", "2026-09-02T01:00:00Z", "+8613800000002", WORDS));
        recorded(complaint("desk", "2026-12-02T01:00:00Z", PHONE, WORDS));

        compare();

        assertThat(suggestions()).isEmpty();
    }

    @Test
    void complaintsOfTwoInstitutionsOrOfStaffAreNeverSuggestedWithOthers() {
        recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        ObjectNode foreign = complaint("hotline", "2026-09-02T01:00:00Z", PHONE, WORDS);
        foreign.putObject("institution").put("uscc", "91350203M0001QAY9B");
        recorded(foreign);
        ObjectNode staff = complaint("desk", "2026-09-02T01:00:00Z", PHONE, WORDS);
        staff.putObject("flags").put("staffInternal", true);
        recorded(staff);

        compare();

        assertThat(suggestions()).isEmpty();
    }

    @Test
    void phoneOfManyIsNoEvidence() {
        for (int i = 0; i < CaseLinkTable.MOST_OTHERS + 3; i++) {
            recorded(complaint(i % 2 == 0 ? "email" : "hotline", "2026-09-01T01:00:00Z", PHONE, WORDS));
        }

        compare();

        assertThat(suggestions()).isEmpty();
    }

    @Test
    void refusedPairNeverComesAgainAndAMergedOneIsDone() {
        String one = recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        String two = recorded(complaint("hotline", "2026-09-02T01:00:00Z", PHONE, WORDS));
        String three = recorded(complaint("desk", "2026-09-03T01:00:00Z", PHONE, WORDS));
        compare();
        assertThat(suggestions()).hasSize(3);
        CaseLinks links = rig.get(CaseLinks.class);

        links.refuse(two, one, List.of(), "somebody", "two matters");
        links.refuse(one, two, List.of(), "somebody else", "again");
        links.merge(three, two, List.of(), "somebody", "same");
        compare();

        assertThat(suggestions()).hasSize(1).allMatch(one3 -> one3.complaint().equals(one));
        assertThat(rig.jdbc()
                        .sql("select refused_by from case_link where refused_at is not null")
                        .query(String.class)
                        .list())
                .containsExactly("somebody");
    }

    @Test
    void nobodyDecidesAboutComplaintsOfOtherInstitutions() {
        String one = recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        String two = recorded(complaint("hotline", "2026-09-02T01:00:00Z", PHONE, WORDS));
        CaseLinks links = rig.get(CaseLinks.class);

        assertThatThrownBy(() -> links.merge(one, two, List.of("91350203M0001QAY9B"), "somebody", "same"))
                .isInstanceOf(ProblemException.class);
        assertThat(links.list(List.of("91350203M0001QAY9B"), null, null, 10).items())
                .isEmpty();
    }

    @Test
    void repeatsOfOneCallerAreCountedFromTheSecondOn() {
        String first = recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        String second = recorded(complaint("hotline", "2026-09-20T01:00:00Z", PHONE, "停车场收费太贵而且出口只有一个车道"));
        compare();

        CaseLinks links = rig.get(CaseLinks.class);

        assertThat(links.kin(idOf(first)).callers()).isZero();
        assertThat(links.kin(idOf(second)).callers()).isOne();
        assertThat(links.earlier(idOf(first), 20)).isEmpty();
        assertThat(links.earlier(idOf(second), 20)).containsExactly(idOf(first));
        assertThat(links.earlier(idOf(second), 0)).isEmpty();
        assertThat(rig.jdbc()
                        .sql("select array_to_string(repeats, ',') from complaint_fact order by complaint_id")
                        .query(String.class)
                        .list())
                .containsExactly("", "caller");
    }

    @Test
    void thirdOfOneCallerIsMarkedOnceWithinItsInstitutionAndStaysMarkedAfterAnErasure() {
        recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        recorded(complaint("hotline", "2026-09-10T01:00:00Z", PHONE, "停车场收费太贵而且出口只有一个车道"));
        String third = recorded(complaint("letter", "2026-09-20T01:00:00Z", PHONE, "检查报告拖了两个星期还没有出来"));
        recorded(complaint("visit", "2026-09-25T01:00:00Z", PHONE, "食堂饭菜凉了而且排队太久没人管"));
        ObjectNode elsewhere = complaint("phone", "2026-09-26T01:00:00Z", PHONE, "电梯坏了两天没有人来修理");
        elsewhere.putObject("institution").put("uscc", "91350203M0001QAY9B");
        recorded(elsewhere);
        compare();
        List<String> before = repeats();

        rig.get(Erasures.class).erase(third, "a reason", "test");
        rig.get(CaseFacts.class).write(List.of(idOf(third)));

        assertThat(before).containsExactly("", "caller", "caller,caller-third", "caller", "");
        assertThat(repeats()).isEqualTo(before);
    }

    private List<String> repeats() {
        return rig.jdbc()
                .sql("select array_to_string(repeats, ',') from complaint_fact order by complaint_id")
                .query(String.class)
                .list();
    }

    @Test
    void caseThatRepeatsNobodysHasItsFactsWrittenOnce() {
        recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        String written = versions();
        compare();
        String compared = versions();
        recorded(complaint("hotline", "2026-09-10T01:00:00Z", PHONE, "停车场收费太贵而且出口只有一个车道"));
        compare();

        assertThat(compared).isEqualTo(written);
        assertThat(versions()).startsWith(written + ",");
        assertThat(repeats()).containsExactly("", "caller");
    }

    /** The transaction that wrote each row of facts last. */
    private String versions() {
        return rig.jdbc()
                .sql("select string_agg(xmin::text, ',' order by complaint_id) from complaint_fact")
                .query(String.class)
                .single();
    }

    @Test
    void oneReceivedBeforeAndRecordedLaterMakesTheOtherARepeat() {
        String later = recorded(complaint("email", "2026-09-20T01:00:00Z", PHONE, WORDS));
        compare();
        recorded(complaint("letter", "2026-09-01T01:00:00Z", PHONE, "停车场收费太贵而且出口只有一个车道"));
        compare();

        assertThat(rig.get(CaseLinks.class).kin(idOf(later)).callers()).isOne();
    }

    @Test
    void oneThatCountsAsReceivedLaterThanBeforeMakesTheOtherNoRepeatAnyMore() {
        String first = recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        String second = recorded(complaint("letter", "2026-09-10T01:00:00Z", PHONE, "停车场收费太贵而且出口只有一个车道"));
        compare();
        rig.jdbc()
                .sql("update complaint set received_at = '2026-09-20T01:00:00Z' where id = :id")
                .param("id", idOf(first))
                .update();
        rig.jdbc()
                .sql("insert into work (lane, ref, due_at) values ('links', :id, now())")
                .param("id", idOf(first))
                .update();
        compare();

        assertThat(rig.get(CaseLinks.class).kin(idOf(first)).callers()).isOne();
        assertThat(rig.get(CaseLinks.class).kin(idOf(second)).callers()).isZero();
        assertThat(repeats()).containsExactly("caller", "");
    }

    @Test
    void erasureForgetsTraitsAndPairs() {
        String one = recorded(complaint("email", "2026-09-01T01:00:00Z", PHONE, WORDS));
        recorded(complaint("hotline", "2026-09-02T01:00:00Z", PHONE, WORDS));
        compare();

        rig.get(Erasures.class).erase(one, "a reason", "test");
        compare();

        assertThat(rig.count("case_link")).isZero();
        assertThat(rig.count("case_trait")).isOne();
    }

    private List<Suggestion> suggestions() {
        return rig.get(CaseLinks.class).list(List.of(), null, null, 50).items();
    }

    private String recorded(ObjectNode document) {
        Receipt receipt = rig.receipt();
        rig.record(receipt, thing("k" + keys++, document));
        return receipt.number();
    }

    private static ObjectNode complaint(String channel, String at, String phone, String words) {
        ObjectNode document = document(words).put("channel", channel).put("receivedAt", at);
        document.withObjectProperty("complainant")
                .putArray("phones")
                .addObject()
                .put("raw", phone.substring(3))
                .put("e164", phone);
        return document;
    }

    /** As the lane does once the search index has taken them up. */
    private void compare() {
        rig.get(SearchIndex.class).takeUp();
        rig.get(RecordStep.class)
                .compare(rig.jdbc()
                        .sql("select ref from work where lane = 'links' order by ref")
                        .query(Long.class)
                        .list());
        rig.jdbc().sql("delete from work where lane = 'links'").update();
    }

    private long idOf(String number) {
        return rig.jdbc()
                .sql("select id from complaint where number = :number")
                .param("number", number)
                .query(Long.class)
                .single();
    }
}
