package org.onestophub.loop.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses.Identity;
import org.onestophub.complaint.list.CodeLists;

/** What an event says of who complains opens what is private, or does not. */
class IdentityCheckTest {

    private static final CaseHistories HISTORIES = new CaseHistories(new CodeLists(Path.of("mappings/code-lists")));

    @ParameterizedTest
    @CsvSource({
        "passed, true",
        "' Verified ', true",
        "核实一致, true",
        "'', true",
        "failed, false",
        "不符, false",
        "无法核实, false",
        "冒名, false",
        "不一致, false"
    })
    void onlyAWordOfSuccessOrNoneVerifies(String result, boolean isVerified) throws IOException {
        StatusEvent event = CaseHistoriesTest.with(
                CaseHistoriesTest.event("a", "identity-checked", 1), "{'result':'" + result + "','reason':'id card'}");

        Identity identity = checked(event);

        assertThat(identity).isNotNull();
        assertThat(identity.verified() != null).isEqualTo(isVerified);
    }

    @Test
    void eventWithoutAResultVerifiesAndSaysHow() throws IOException {
        Identity identity = checked(
                CaseHistoriesTest.with(CaseHistoriesTest.event("a", "identity-checked", 1), "{'reason':'id card'}"));

        assertThat(identity).isNotNull();
        assertThat(identity.verified()).isNotNull();
        assertThat(identity.verified().path("method").asText()).isEqualTo("id card");
    }

    private static Identity checked(StatusEvent event) {
        return IdentityCheck.in(
                HISTORIES.of(List.of(event)), List.of(new StatusTable.OfCase(1, event, false, false, null, null)));
    }
}
