package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.Workbook.number;
import static org.onestophub.support.Workbook.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.platform.access.Caller;
import org.onestophub.support.HubUnderTest;
import org.onestophub.support.Workbook;

/** Registers of a whole hub: by the folder, over the doors and by the commands. */
class RegistersIT {

    private static final String PATH = "/api/ops/v1/registers";

    @TempDir
    private Path folder;

    private final HubUnderTest hub = HubUnderTest.get();
    private final Caller ops = hub.caller("ops");

    @Test
    void sheetOfTheFolderIsEnteredRepeatedCorrectedAndShown() throws IOException {
        byte[] proof = "%PDF-1.7 sign-in sheet of the drill".getBytes(StandardCharsets.US_ASCII);
        HubUnderTest.End kept = dropped("proof.pdf", proof);
        byte[] first = sheet("45", "#" + kept.receiptId());
        byte[] again = ("演练日期,演练科目,演练人数,佐证材料\n2026-06-02,通道疏散,45,#" + kept.receiptId() + "\n")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(kept.text()).isEqualTo("counted");
        assertThat(dropped("drills.xlsx", first).text()).isEqualTo("entered");
        assertThat(dropped("drills.csv", again).text()).isEqualTo("repeated");
        assertThat(dropped("drills-2.xlsx", sheet("54", "#" + kept.receiptId())).text())
                .isEqualTo("entered");

        JsonNode entry = only();
        assertThat(entry.path("values").path("people").asInt()).isEqualTo(54);
        assertThat(entry.path("revision").asInt()).isEqualTo(2);
        String proofs = entry.path("evidence").get(0).path("path").asText();
        assertThat(ops.get(proofs).body()).startsWith("%PDF-1.7");
        JsonNode history =
                ops.get(PATH + "/entries/" + entry.path("id").asText()).json();
        assertThat(history.findValuesAsText("revision")).containsExactly("2", "1");
        assertThat(asked("registers")).contains("drills").contains("denominators");
        assertThat(asked("registers", "list", "drills", "--from", "2026-06-01")).contains("通道疏散");
        assertThat(asked("registers", "show", entry.path("id").asText())).contains("45");
    }

    @Test
    void badRowIsHeldAndTheSheetEndsAsEnteredOnceItIsDiscarded() throws IOException {
        HubUnderTest.End end = dropped(
                "hazards.csv",
                "日期,隐患内容,是否化解\n2026-06-02,楼梯堆物,是\n2026-06-03,灯光昏暗,也许\n".getBytes(StandardCharsets.UTF_8));

        assertThat(end.text()).isEqualTo("parked RD-153");
        JsonNode held = ops.get("/api/ops/v1/quarantine?limit=200").json();
        String id = "";
        for (JsonNode one : held.path("items")) {
            if (one.path("receiptId").asLong() == end.receiptId()) {
                id = one.path("id").asText();
            }
        }
        assertThat(id).as(held.toString()).isNotEmpty();
        Caller.Reply discarded = ops.post("/api/ops/v1/quarantine/" + id + "/discard", "{\"reason\":\"wrong word\"}");
        assertThat(discarded.status()).as(discarded.body()).isBetween(200, 299);
        assertThat(hub.jdbc()
                        .sql("select outcome from receipt where id = :id")
                        .param("id", end.receiptId())
                        .query(String.class)
                        .single())
                .isEqualTo("entered");
    }

    @Test
    void doorsAreForThoseWhoMayAndSayWhatIsWrong() {
        assertThat(hub.caller("desk").get(PATH).status()).isEqualTo(403);
        assertThat(ops.get(PATH + "/entries?from=yesterday").status()).isEqualTo(400);
        assertThat(ops.get(PATH + "/entries?register=No+Such")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-104");
        assertThat(ops.get(PATH + "/entries/999999999").json().path("code").asText())
                .isEqualTo("AC-103");
    }

    @Test
    void reportDividesByWhatRegistersSayAndACorrectionMakesAnother() throws IOException {
        byte[] work = ("统计月份,科室,门急诊人次,出院人次\n2019-04,,12000,800\n2019-04,内科,5000,300\n2019-05,,9000,\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] trainings =
                "培训日期,培训主题,是否投诉管理专题,主讲人,应到人数,实到人数\n2019-05-06,=1+1 law,是,甲某,80,60\n2019-05-07,已撤回,是,甲某,80,1\n"
                        .getBytes(StandardCharsets.UTF_8);
        byte[] takenBack =
                "培训日期,培训主题,是否投诉管理专题,主讲人,应到人数,实到人数,作废\n2019-05-07,已撤回,是,甲某,80,1,是\n".getBytes(StandardCharsets.UTF_8);
        assertThat(dropped("work.csv", work).text()).isEqualTo("entered");
        assertThat(dropped("trainings.csv", trainings).text()).isEqualTo("entered");
        assertThat(dropped("taken-back.csv", takenBack).text()).isEqualTo("entered");

        String first = made();
        JsonNode content = ops.get("/api/ops/v1/reports/" + first + "/json").json();
        JsonNode rates = section(content, "rates");
        assertThat(rates.path("rows").findValuesAsText("id")).containsExactly("2019-04", "2019-05", "total");
        assertThat(numbers(rates.path("rows").get(0))).containsExactly("0", "", "12000", "0", "800", "0");
        assertThat(numbers(rates.path("rows").get(1))).containsExactly("0", "", "9000", "0", "", "");
        assertThat(numbers(rates.path("rows").get(2))).containsExactly("0", "", "", "", "", "");
        assertThat(rates.path("note").path("zh").asText()).contains("缺失");
        assertThat(numbers(section(content, "training").path("rows").get(1)).get(0))
                .isEqualTo("0.75");
        assertThat(content.toString()).contains("=1+1 law").doesNotContain("甲某", "已撤回");
        Path book = folder.resolve("indicators.xlsx");
        asked("reports", "show", first, book.toString(), "--in", "en");
        assertThat(wordsOf(book)).contains("=1+1 law", "are missing").doesNotContain(">=1+1", "<f>");

        byte[] rest = ("统计月份,科室,门急诊人次,出院人次\n2019-05,,9000,500\n2019-06,,7000,700\n").getBytes(StandardCharsets.UTF_8);
        assertThat(dropped("rest.csv", rest).text()).isEqualTo("entered");

        String second = made();
        JsonNode total = section(
                        ops.get("/api/ops/v1/reports/" + second + "/json").json(), "rates")
                .path("rows")
                .get(3);
        assertThat(second).isNotEqualTo(first);
        assertThat(numbers(total)).containsExactly("0", "", "28000", "0", "2000", "0");
        assertThat(made()).isEqualTo(second);
    }

    private String made() {
        ops.post("/api/ops/v1/reports/facts/rebuild", "{}");
        Caller.Reply made =
                ops.post("/api/ops/v1/reports", "{\"name\":\"evaluation-indicators\",\"period\":\"2019Q2\"}");
        assertThat(made.status()).as(made.body()).isBetween(200, 201);
        return made.json().path("id").asText();
    }

    private static JsonNode section(JsonNode content, String id) {
        for (JsonNode section : content.path("sections")) {
            if (section.path("id").asText().equals(id)) {
                return section;
            }
        }
        return MissingNode.getInstance();
    }

    /** The numbers of a row; empty where there is none. */
    private static List<String> numbers(JsonNode row) {
        List<String> numbers = new ArrayList<>();
        row.path("cells")
                .forEach(cell -> numbers.add(
                        cell.path("number").isNumber()
                                ? cell.path("number")
                                        .decimalValue()
                                        .stripTrailingZeros()
                                        .toPlainString()
                                : ""));
        return numbers;
    }

    private static String wordsOf(Path book) throws IOException {
        StringBuilder words = new StringBuilder();
        try (ZipFile zip = new ZipFile(book.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    words.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return words.toString();
    }

    private JsonNode only() {
        JsonNode items = ops.get(PATH + "/entries?register=drills&from=2026-06-02&until=2026-06-02")
                .json()
                .path("items");
        assertThat(items).as(items.toString()).hasSize(1);
        return items.get(0);
    }

    private static byte[] sheet(String people, String proof) {
        return Workbook.of(
                        row(1, "演练日期", "演练科目", "演练人数", "佐证材料"),
                        row(2, number("46175", 2), "通道疏散", number(people), proof))
                .bytes();
    }

    private HubUnderTest.End dropped(String name, byte[] file) throws IOException {
        hub.neighbours().drop("register", name, file);
        return hub.endOf(file);
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
