package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.Workbook.number;
import static org.onestophub.support.Workbook.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
