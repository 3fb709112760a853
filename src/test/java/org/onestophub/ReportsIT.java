package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.support.HubUnderTest;

/** Reports of a whole hub, over its doors and by its commands. */
class ReportsIT {

    private static final String PATH = "/api/ops/v1/reports";

    @TempDir
    private Path folder;

    private final HubUnderTest hub = HubUnderTest.get();
    private final Caller ops = hub.caller("ops");

    @Test
    void reportIsMadeAndShownOverTheDoorsByThoseWhoMay() {
        assertThat(ops.get(PATH + "/kinds").json().findValuesAsText("name"))
                .contains("district-brief", "complaint-ledger");
        Caller.Reply made = ops.post(PATH, "{\"name\":\"district-brief\",\"period\":\"2026Q3\"}");
        assertThat(made.status()).isEqualTo(201);
        String id = made.json().path("id").asText();

        Caller.Reply page = ops.get(PATH + "/" + id + "/html?language=zh");
        Caller.Reply numbers = ops.get(PATH + "/" + id + "/json");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("工作简报");
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(numbers.json().path("feedNo").asLong())
                .isEqualTo(made.json().path("feedNo").asLong());
        assertThat(ops.get(PATH + "?name=district-brief").json().findValuesAsText("id"))
                .contains(id);
        assertThat(hub.caller("desk").get(PATH + "/kinds").status()).isEqualTo(403);
    }

    @Test
    void numberOfAReportLeadsToTheComplaintsThatItCounts() {
        String receipt = hub.caller("desk")
                .post(
                        "/api/desk/v1/complaints",
                        "{\"entryId\":\"REPORT-BEHIND\",\"channel\":\"visit\","
                                + "\"matter\":{\"type\":\"complaint\",\"facts\":\"窗口排队时间过长\"}}")
                .json()
                .path("receiptNumber")
                .asText();
        String number = hub.complaintsOf(hub.endOf(receipt).receiptId()).get(0);
        String month = LocalDate.ofInstant(hub.bean(Clock.class).instant(), ZoneId.of("Asia/Shanghai"))
                .toString()
                .substring(0, 7);
        ops.post(PATH + "/facts/rebuild", "{}");
        String id = ops.post(PATH, "{\"name\":\"department-bulletin\",\"period\":\"" + month + "\"}")
                .json()
                .path("id")
                .asText();
        String cases = PATH + "/" + id + "/cases?section=totals&column=now&row=";

        JsonNode behind = ops.get(cases + "complaints").json();

        assertThat(behind.path("cases").findValuesAsText("number")).contains(number);
        assertThat(behind.path("text").asText()).isEqualTo(behind.path("all").asText());
        assertThat(ops.get(cases + "none").status()).isEqualTo(404);
        assertThat(ops.get(PATH + "/" + id + "/cases?section=totals&row=complaints&column=change")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void listOfComplaintsIsAWorkbookWithoutFormulasAndIsRecorded() throws IOException {
        String receipt = hub.caller("desk")
                .post(
                        "/api/desk/v1/complaints",
                        "{\"entryId\":\"REPORT-SHEET\",\"channel\":\"visit\","
                                + "\"matter\":{\"type\":\"complaint\",\"facts\":\"=1+1 缴费窗口少\"}}")
                .json()
                .path("receiptNumber")
                .asText();
        String number = hub.complaintsOf(hub.endOf(receipt).receiptId()).get(0);
        Path file = folder.resolve("list.xlsx");

        asked("complaints", "list", file.toString(), "--due", "unanswered", "--in", "en");

        try (ZipFile book = new ZipFile(file.toFile())) {
            assertThat(textOf(book, "xl/sharedStrings.xml"))
                    .contains(">" + number + "<", "visit in person")
                    .doesNotContain(">=");
            assertThat(textOf(book, "xl/worksheets/sheet1.xml")).doesNotContain("<f>");
        }
        assertThat(ops.get("/api/ops/v1/access-log").json().findValuesAsText("action"))
                .contains("complaint-list");
        assertThat(ops.get("/api/ops/v1/complaints/xlsx?due=never").status()).isEqualTo(400);
    }

    @Test
    void whatCannotBeIsRefusedWithItsCode() {
        assertThat(ops.post(PATH, "{\"name\":\"none\",\"period\":\"2026\"}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-103");
        assertThat(ops.post(PATH, "{\"name\":\"district-brief\",\"period\":\"2026-07\"}")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("RP-101");
        assertThat(ops.get(PATH + "/1/exe").json().path("code").asText()).isEqualTo("AC-104");
    }

    @Test
    void commandsMakeAReportWriteItAndRebuildFacts() throws IOException {
        assertThat(asked("reports")).contains("hospital-analysis");
        JsonNode made = new ObjectMapper().readTree(asked("reports", "make", "hospital-analysis", "2026Q3", "--json"));
        Path file = folder.resolve("analysis.xlsx");

        asked("reports", "show", made.path("id").asText(), file.toString(), "--in", "en");

        assertThat(Files.size(file)).isGreaterThan(1_000);
        assertThat(asked("reports", "list", "--name", "hospital-analysis")).contains("2026Q3");
        assertThat(asked("reports", "rebuild-facts")).contains("Cases: ");
    }

    private static String textOf(ZipFile book, String entry) throws IOException {
        try (InputStream in = book.getInputStream(book.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String asked(String... words) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), ops.key());
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", "http://127.0.0.1:" + ops.port(), "--key-file", key.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = HubCommands.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(status).as("%s %s", List.of(words), err).isZero();
        return out.toString();
    }
}
