package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.HubUnderTest;

/** The conformance check of hotline platforms, run against a whole hub. */
class HotlineConformanceIT {

    @TempDir
    private Path folder;

    @Test
    void hubPassesAllOfItAndNothingOfItCounts() throws IOException {
        HubUnderTest hub = HubUnderTest.get();

        Outcome outcome = run(hub, hub.caller("hotline").key());

        assertThat(outcome.answer().path("checks").findValuesAsText("check")).hasSizeGreaterThan(25);
        assertThat(outcome.answer().path("checks"))
                .allSatisfy(check -> assertThat(check.path("passed").asBoolean())
                        .as(check.toString())
                        .isTrue());
        assertThat(outcome.status()).isZero();
        List<String> counted = hub.jdbc()
                .sql(
                        "select f.left_out from complaint_fact f join complaint_alias a on a.complaint_id = f.complaint_id "
                                + "where a.kind = 'work-order' and a.value like '%CONFORMANCE-%'")
                .query(String.class)
                .list();
        assertThat(counted).isNotEmpty().containsOnly("withdrawn");
    }

    @Test
    void whatFailsIsSaidAndTheStatusIsNotZero() throws IOException {
        Outcome outcome = run(HubUnderTest.get(), "a-key-that-nobody-has-0123456789012345");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.answer().path("failed").asInt()).isPositive();
    }

    private record Outcome(int status, JsonNode answer) {}

    private Outcome run(HubUnderTest hub, String key) throws IOException {
        Path keyFile = Files.writeString(folder.resolve("key"), key);
        StringWriter out = new StringWriter();
        int status = HubCommands.commands()
                .setOut(new PrintWriter(out, true))
                .execute(
                        "hotline",
                        "conformance",
                        "--json",
                        "--slow-seconds",
                        "60",
                        "--url",
                        "http://127.0.0.1:" + hub.httpPort(),
                        "--key-file",
                        keyFile.toString());
        return new Outcome(status, new JsonMapper().readTree(out.toString()));
    }
}
