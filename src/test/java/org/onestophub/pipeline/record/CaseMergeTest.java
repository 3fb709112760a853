package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
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

    @Test
    void latestAccountOfCallReplacesTheEarlier() {
        assertThat(merge("{'call':{'legs':1,'queue':'q'}}", "{'call':{'legs':2}}"))
                .isEqualTo(json("{'call':{'legs':2}}"));
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
