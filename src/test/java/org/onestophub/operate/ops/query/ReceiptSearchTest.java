package org.onestophub.operate.ops.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiptSearchTest {

    @Test
    void sourceKeyIsFoundAsItsInstitutionsInputsAreStored() {
        Map<String, Object> parameters = new HashMap<>();

        new ReceiptSearch(null, null, null, null, "hotline:T1", null, null, null, null, null)
                .where(parameters, List.of("12350200700000013K"));

        assertThat(parameters).containsEntry("sourceKeys", List.of("hotline:T1", "12350200700000013K!hotline:T1"));
    }

    @Test
    void whatHasNotEndedIsWaiting() {
        assertThat(outcome("waiting")).isEqualTo("true and coalesce(r.outcome, 'waiting') = 'waiting'");
        assertThat(outcome("parked")).isEqualTo("true and r.outcome = :outcome");
    }

    private static String outcome(String outcome) {
        return new ReceiptSearch(null, null, outcome, null, null, null, null, null, null, null)
                .where(new HashMap<>(), List.of());
    }
}
