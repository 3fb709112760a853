package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;

class RestrictionTest {

    private static final String HEAD =
            "{'flags':{'privacy':true},'matter':{'type':'complaint','facts':'秘密'},'complainant':";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'relation':'1'}",
                "{'relation':'3','identityVerified':{'at':'2026-11-01T00:00:00Z'}}",
                "{'identityVerified':{'at':'2026-11-01T00:00:00Z'}}",
                "{'relation':'1','identityVerified':{}}"
            })
    void complaintAboutPrivacyIsKeptBackUntilThePatientOrAGuardianIsVerified(String complainant) {
        ObjectNode complaint = json(HEAD + complainant + "}");

        Restriction.mark(complaint);
        Restriction.mark(complaint);

        assertThat(complaint.at("/flags/restricted").asBoolean()).isTrue();
        assertThat(complaint.at("/findings").toString())
                .isEqualTo("[{\"code\":\"" + Problem.PRIVACY_NOT_VERIFIED.code() + "\",\"field\":\"/complainant\"}]");
        assertThat(Restriction.shown(complaint.toString())).doesNotContain("秘密").contains("complaint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'relation':'1','identityVerified':{'at':'2026-11-01T00:00:00Z'}}",
                "{'relation':'22','identityVerified':{'method':'id card'}}",
                "{'relation':'3','representativeProof':'P-1','identityVerified':{'method':'id card'}}"
            })
    void verifiedPatientOrGuardianIsShownEverything(String complainant) {
        ObjectNode complaint = json(HEAD + complainant + "}");
        complaint.withObjectProperty("flags").put("restricted", true);
        complaint.putArray("findings").addObject().put("code", "CK-119");

        Restriction.mark(complaint);

        assertThat(complaint.has("findings")).isFalse();
        assertThat(complaint.at("/flags/restricted").isMissingNode()).isTrue();
        assertThat(Restriction.shown(complaint)).isSameAs(complaint);
    }

    @Test
    void originalThatIsNotShownIsAQuestionOfRightsAndNotOfTheInput() {
        assertThat(Problem.CONTENT_RESTRICTED.httpStatus()).isEqualTo(403);
    }

    @Test
    void otherComplaintsAreNotTouched() {
        ObjectNode complaint = json("{'flags':{'safety':true},'complainant':{},'matter':{'facts':'words'}}");
        ObjectNode before = complaint.deepCopy();

        Restriction.mark(complaint);

        assertThat(complaint).isEqualTo(before);
        assertThat(Restriction.shown(complaint)).isSameAs(complaint);
    }

    @Test
    void patientVisitWordsAttachmentsAndMessageIdsAreKeptBack() {
        ObjectNode complaint =
                json("{'flags':{'privacy':true,'restricted':true},'complainant':{'name':'测试甲','idDocument':"
                        + "{'number':'secret'},'claims':['secret']},'patient':{'name':'secret'},'visit':{'doctor':'secret'},"
                        + "'matter':{'type':'complaint','title':'secret','facts':'secret','request':'secret','staff':['secret']},"
                        + "'evidence':['secret'],'references':['secret'],'provenance':['secret'],'call':{'recording':'secret'},"
                        + "'externalIds':[{'kind':'message-id','value':'secret'},{'kind':'work-order','value':'W1'}],"
                        + "'handling':{'onSpot':'secret'},'arrivals':[{'channel':'email','author':'secret','text':'secret',"
                        + "'title':'secret'}]}");

        assertThat(Restriction.shown(complaint).toString())
                .doesNotContain("secret")
                .contains("测试甲", "W1");
    }

    private static ObjectNode json(String text) {
        return JsonText.objectOf(text.replace('\'', '"'));
    }
}
