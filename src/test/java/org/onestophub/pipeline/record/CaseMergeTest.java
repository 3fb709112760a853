package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.JsonText;

class CaseMergeTest {

    @Test
    void whatWasSaidFirstStaysAndGapsAreFilled() {
        ObjectNode merged = merge(
                "{'number':'1','complainant':{'name':'测试甲'},'matter':{'facts':'first'}}",
                "{'number':'2','complainant':{'name':'测试乙','sex':'2'},'matter':{'facts':'later','title':'t'}}");

        assertThat(merged)
                .isEqualTo(
                        json(
                                "{'number':'1','complainant':{'name':'测试甲','sex':'2'},'matter':{'facts':'first','title':'t'}}"));
    }

    @Test
    void laterWordsAreKeptWithTheirArrival() {
        ObjectNode merged = merge(
                "{'matter':{'facts':'first'},'arrivals':[{'receiptId':1}]}",
                "{'matter':{'facts':'later'},'arrivals':[{'receiptId':2}]}");

        assertThat(merged.path("arrivals"))
                .isEqualTo(json("{'a':[{'receiptId':1},{'receiptId':2,'text':'later'}]}")
                        .path("a"));
    }

    @Test
    void flagsAreRaisedAndNeverLowered() {
        ObjectNode merged = merge("{'flags':{'safety':true,'major':false}}", "{'flags':{'safety':false,'major':true}}");

        assertThat(merged).isEqualTo(json("{'flags':{'safety':true,'major':true}}"));
    }

    @Test
    void flagsComeEvenIfTheCaseHadNone() {
        assertThat(merge("{}", "{'flags':{'privacy':true}}")).isEqualTo(json("{'flags':{'privacy':true}}"));
    }

    @Test
    void handlingIsAsToldLastAndKeepsWhatTheLaterAccountLeavesOut() {
        ObjectNode merged = merge(
                "{'handling':{'hotline':{'round':'1','status':'open'},'onSpot':{'by':'x'}}}",
                "{'handling':{'hotline':{'round':'2'}}}");

        assertThat(merged)
                .isEqualTo(json("{'handling':{'hotline':{'round':'2','status':'open'},'onSpot':{'by':'x'}}}"));
    }

    @ParameterizedTest(name = "{0} first")
    @CsvSource({"answered", "missed"})
    void callThatAnyAccountSaysWasAnsweredIsAnswered(String first) {
        String answered = "{'channel':'phone','arrivals':[{'receiptId':%d}],'matter':{'title':'answered'},"
                + "'call':{'missed':false,'disposition':'answered','startedAt':'2026-11-04T01:00:05Z',"
                + "'answeredAt':'2026-11-04T01:00:09Z','endedAt':'2026-11-04T01:01:00Z','durationSeconds':55,"
                + "'talkSeconds':51,'transferChain':[]}}";
        String missed = "{'channel':'phone','arrivals':[{'receiptId':%d}],'matter':{'title':'missed'},"
                + "'call':{'missed':true,'disposition':'no-answer','startedAt':'2026-11-04T01:00:00Z',"
                + "'endedAt':'2026-11-04T01:00:04Z','durationSeconds':4,'talkSeconds':0,'queue':'q',"
                + "'transferChain':['1','2']}}";

        ObjectNode merged = first.equals("answered")
                ? merge(answered.formatted(1), missed.formatted(2))
                : merge(missed.formatted(1), answered.formatted(2));

        assertThat(merged.at("/matter/title").asText()).isEqualTo("answered");
        assertThat(merged.get("call"))
                .isEqualTo(json("{'missed':false,'disposition':'answered','startedAt':'2026-11-04T01:00:00Z',"
                        + "'answeredAt':'2026-11-04T01:00:09Z','endedAt':'2026-11-04T01:01:00Z','durationSeconds':60,"
                        + "'talkSeconds':51,'transferChain':['1','2'],'queue':'q'}"));
    }

    @Test
    void caseThatBeganWithWordsKeepsItsTitleWhenACallJoins() {
        ObjectNode merged = merge(
                "{'channel':'hotline','arrivals':[{'receiptId':1}],'matter':{'title':'t'}}",
                "{'channel':'phone','arrivals':[{'receiptId':2}],'matter':{'title':'missed'},'call':{'missed':true}}");

        assertThat(merged.at("/matter/title").asText()).isEqualTo("t");
        assertThat(merged.at("/call/missed").asBoolean()).isTrue();
    }

    @Test
    void messageThatRepeatsForEverDoesNotGrowCaseForEver() {
        ObjectNode known = json("{'arrivals':[],'complainant':{'phones':[]}}");
        for (int i = 0; i < 1_200; i++) {
            known = CaseMerge.of(
                    known,
                    json("{'arrivals':[{'receiptId':" + i + "}],'complainant':{'phones':[{'raw':'" + i + "'}]}}"));
        }
        assertThat(known.path("arrivals")).hasSize(1_000);
        assertThat(known.at("/complainant/phones")).hasSize(20);
    }

    private static final String MACHINE =
            "{'number':'1','channel':'email','language':'en','sentAt':'a','receivedAt':'2026-11-02T01:00:00Z',"
                    + "'flags':{'automatedMail':true},'externalIds':[{'value':'1'}],"
                    + "'complainant':{'name':'mailbox','address':'x','emails':['jia@example.org'],'claims':[{'value':'m'}]},"
                    + "'matter':{'title':'away','facts':'I am away','place':'x'},"
                    + "'arrivals':[{'receiptId':RECEIPT,'receivedAt':'2026-11-02T01:00:00Z','automated':true}]}";

    private static final String PERSON = "{'number':'2','channel':'email','language':'zh','sentAt':'b',"
            + "'receivedAt':'2026-11-05T01:00:00Z','externalIds':[{'value':'2'}],"
            + "'complainant':{'name':'测试甲','emails':['jia@example.org'],'claims':[{'value':'p'}]},"
            + "'matter':{'title':'ward','facts':'it was loud'},"
            + "'arrivals':[{'receiptId':RECEIPT,'receivedAt':'2026-11-05T01:00:00Z'}]}";

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1"})
    void caseOfPersonAndMachineShowsThePersonInWhicheverOrderTheyCome(int machine, int person) {
        ObjectNode auto = json(MACHINE.replace("RECEIPT", "" + machine));
        ObjectNode human = json(PERSON.replace("RECEIPT", "" + person));

        ObjectNode autoFirst = CaseMerge.of(auto, human);
        ObjectNode humanFirst = CaseMerge.of(human, auto);

        assertThat(shown(autoFirst)).isEqualTo(shown(humanFirst));
        assertThat(autoFirst.has("flags")).isFalse();
        assertThat(autoFirst.path("matter")).isEqualTo(human.path("matter"));
        assertThat(autoFirst.at("/complainant/name").asText()).isEqualTo("测试甲");
        assertThat(autoFirst.at("/complainant").has("address")).isFalse();
        assertThat(autoFirst.at("/complainant/claims")).hasSize(2);
        assertThat(autoFirst.path("language").asText()).isEqualTo("zh");
        assertThat(autoFirst.path("receivedAt").asText()).isEqualTo("2026-11-05T01:00:00Z");
        assertThat(autoFirst.path("arrivals").toString())
                .contains("\"automated\":true,\"text\":\"I am away\",\"title\":\"away\"")
                .doesNotContain("it was loud");
    }

    @Test
    void numberStaysThatOfTheCaseWithAnyLeader() {
        assertThat(CaseMerge.of(json(MACHINE.replace("RECEIPT", "1")), json(PERSON.replace("RECEIPT", "2")))
                        .path("number")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void caseOfMachinesAloneIsAutomated() {
        ObjectNode merged = CaseMerge.of(json(MACHINE.replace("RECEIPT", "1")), json(MACHINE.replace("RECEIPT", "2")));

        assertThat(merged.at("/flags/automatedMail").asBoolean()).isTrue();
        assertThat(merged.path("arrivals")).hasSize(2);
    }

    @Test
    void caseOfAnEarlierVersionKnowsItsOneArrivalByItsFlag() {
        ObjectNode old = json(MACHINE.replace("RECEIPT", "1").replace(",'automated':true", ""));
        ObjectNode merged = CaseMerge.of(old, json(PERSON.replace("RECEIPT", "2")));

        assertThat(merged.at("/matter/facts").asText()).isEqualTo("it was loud");
        assertThat(merged.at("/arrivals/0/automated").asBoolean()).isTrue();
    }

    @Property(tries = 300)
    void orderInWhichArrivalsAreRecordedDoesNotMatter(
            @ForAll("arrivals") List<ObjectNode> arrivals, @ForAll Random random) {
        List<ObjectNode> other = new ArrayList<>(arrivals);
        Collections.shuffle(other, random);

        assertThat(shown(merged(arrivals))).isEqualTo(shown(merged(other)));
    }

    @Provide
    Arbitrary<List<ObjectNode>> arrivals() {
        return Arbitraries.of(true, false).list().ofMinSize(1).ofMaxSize(6).map(machines -> {
            List<ObjectNode> all = new ArrayList<>();
            for (int i = 0; i < machines.size(); i++) {
                ObjectNode one = json((machines.get(i) ? MACHINE : PERSON).replace("RECEIPT", "" + (i + 1)));
                one.withObject("/matter").put("facts", "words " + i).put("title", "title " + i);
                one.withObject("/handling").put("round", i);
                one.withObject("/arrivals/0").put("receivedAt", "2026-11-0" + (9 - i) + "T01:00:00Z");
                all.add(one);
            }
            return all;
        });
    }

    private static ObjectNode merged(List<ObjectNode> arrivals) {
        return arrivals.stream().reduce(CaseMerge::of).orElseThrow();
    }

    private static ObjectNode shown(ObjectNode merged) {
        ObjectNode shown = merged.deepCopy();
        // given by who records first, and lists without an order
        shown.remove(List.of("number", "externalIds"));
        shown.withObject("/complainant").remove("claims");
        return shown;
    }

    @Test
    void lateRecordedEarlierRoundDoesNotTakeBackTheHandling() {
        ObjectNode merged = merge(
                "{'arrivals':[{'receiptId':2}],'handling':{'hotline':{'round':'2','status':'closed'}}}",
                "{'arrivals':[{'receiptId':1}],'handling':{'hotline':{'round':'1','status':'open','urged':'1'}}}");

        assertThat(merged.path("handling")).isEqualTo(json("{'hotline':{'round':'2','status':'closed','urged':'1'}}"));
    }

    @Test
    void roundsOfAnOrderHaveTheirOwnOrder() {
        ObjectNode merged = merge(
                "{'arrivals':[{'receiptId':1}],'handling':{'hotline':{'round':'10','status':'closed'}}}",
                "{'arrivals':[{'receiptId':2}],'handling':{'hotline':{'round':'9','status':'open'}}}");

        assertThat(merged.at("/handling/hotline/status").asText()).isEqualTo("closed");
    }

    @Test
    void caseSolvedOnTheSpotIsNotSolvedWhenThePersonWritesAgain() {
        assertThat(merge(
                                "{'flags':{'solvedOnSpot':true},'arrivals':[{'receiptId':1}]}",
                                "{'arrivals':[{'receiptId':2}]}")
                        .has("flags"))
                .isFalse();
        assertThat(merge(
                                "{'arrivals':[{'receiptId':1}]}",
                                "{'flags':{'solvedOnSpot':true},'arrivals':[{'receiptId':2}]}")
                        .at("/flags/solvedOnSpot")
                        .asBoolean())
                .isTrue();
        assertThat(merge(
                                "{'flags':{'solvedOnSpot':true},'arrivals':[{'receiptId':1}]}",
                                "{'flags':{'automatedMail':true},'arrivals':[{'receiptId':2}]}")
                        .at("/flags/solvedOnSpot")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'patientNumber':'1','name':'测试甲'}; {'patientNumber':'2','insurance':'x'}",
                "{'name':'测试甲'}; {'name':'测试乙','birthDate':'1960-01-01'}",
                "{'idDocument':{'number':'1'}}; {'idDocument':{'number':'2'},'name':'测试乙'}",
            })
    void twoPatientsAreNeverMixed(String first, String second) {
        ObjectNode merged = merge(
                "{'patient':" + first + ",'visit':{'bed':'1'}}", "{'patient':" + second + ",'visit':{'doctor':'x'}}");

        assertThat(merged.path("patient")).isEqualTo(json(first));
        assertThat(merged.path("visit")).isEqualTo(json("{'bed':'1'}"));
        assertThat(merged.path("findings").toString()).isEqualTo("[{\"code\":\"RE-102\",\"field\":\"/patient\"}]");
    }

    @Test
    void twoVisitsAreNeverMixedAndLinksAreTakenWhole() {
        ObjectNode merged = merge(
                "{'patient':{'link':{'state':'none','suggestions':[1]}},'visit':{'visitNumber':'1'}}",
                "{'patient':{'patientNumber':'1','link':{'state':'linked','confidence':0.9}},"
                        + "'visit':{'visitNumber':'2','bed':'3'}}");

        assertThat(merged.path("patient"))
                .isEqualTo(json("{'patientNumber':'1','link':{'state':'linked','confidence':0.9}}"));
        assertThat(merged.path("visit")).isEqualTo(json("{'visitNumber':'1'}"));
        assertThat(merged.has("findings")).isFalse();
    }

    @Test
    void neitherSideIsChanged() {
        ObjectNode known = json("{'flags':{'safety':true}}");
        ObjectNode later = json("{'flags':{'major':true},'handling':{'a':1}}");
        CaseMerge.of(known, later);

        assertThat(known).isEqualTo(json("{'flags':{'safety':true}}"));
        assertThat(later).isEqualTo(json("{'flags':{'major':true},'handling':{'a':1}}"));
    }

    private static ObjectNode merge(String known, String later) {
        return CaseMerge.of(json(known), json(later));
    }

    private static ObjectNode json(String text) {
        return JsonText.objectOf(text.replace('\'', '"'));
    }
}
