package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Digest;
import org.onestophub.platform.access.Caller.Reply;
import org.onestophub.support.HubUnderTest;

/** Packages of a case for those outside the hospital, over the API and by command. */
class HandoverPackageIT {

    private final HubUnderTest hub = HubUnderTest.get();

    @TempDir
    private Path folder;

    @Test
    void packageHasCoverTimeLineAndDocumentsAndIsTheSameAgain() throws IOException {
        String entry = "{\"entryId\":\"PACK-1\",\"channel\":\"visit\",\"flags\":{\"major\":true},"
                + "\"complainant\":{\"name\":\"测试甲\"},\"matter\":{\"type\":\"complaint\","
                + "\"title\":\"=HYPERLINK(<b>x</b>)\",\"facts\":\"术后出血 <script>alert(1)</script>\"}}";
        String number = deskEntry(entry);

        byte[] first = packaged(number, "authority");
        byte[] again = packaged(number, "authority");
        Map<String, byte[]> files = filesOf(first);

        assertThat(again).isEqualTo(first);
        assertThat(files.keySet()).containsExactly("cover.html", "cover.docx", "cover-en.html", "documents/001.json");
        assertThat(new String(files.get("documents/001.json"), StandardCharsets.UTF_8))
                .isEqualTo(entry);
        String html = new String(files.get("cover.html"), StandardCharsets.UTF_8);
        assertThat(html)
                .contains("投诉与医疗纠纷情况报告", number, "测试甲", "收到材料", "紧急通知 major-dispute")
                .contains("&lt;script&gt;", Digest.sha256(entry.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("<script>", "<b>x");
        try (XWPFDocument docx = new XWPFDocument(new ByteArrayInputStream(files.get("cover.docx")));
                XWPFWordExtractor words = new XWPFWordExtractor(docx)) {
            assertThat(words.getText()).contains("术后出血", "材料清单");
        }
        assertThat(filesOf(packaged(number, "police")).keySet()).contains("cover.docx");
        assertThat(hub.jdbc()
                        .sql("select action from access_log a join complaint c on c.id = a.complaint_id "
                                + "where c.number = :number and action like 'package-%' order by a.id")
                        .param("number", number)
                        .query(String.class)
                        .list())
                .containsExactly("package-authority", "package-authority", "package-police");
    }

    @Test
    void nameOfAnAttachmentNeverBecomesANameInThePackage() throws IOException {
        String body =
                "--line\r\nContent-Disposition: form-data; name=\"complaint\"\r\nContent-Type: application/json\r\n\r\n"
                        + "{\"entryId\":\"PACK-2\",\"channel\":\"visit\",\"matter\":{\"type\":\"complaint\",\"facts\":\"附件\"}}\r\n"
                        + "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../etc/evil.exe\"\r\n"
                        + "Content-Type: application/pdf\r\n\r\n%PDF-1.4 sample\r\n--line--\r\n";
        Reply reply = hub.caller("desk")
                .send(
                        "POST",
                        "/api/desk/v1/complaints",
                        body.getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "multipart/form-data; boundary=line");
        assertThat(reply.status()).isEqualTo(201);

        Map<String, byte[]> files = filesOf(packaged(numberOf(reply), "mediation"));

        assertThat(files.keySet())
                .allMatch(name -> name.matches("cover[a-z.-]+|documents/[0-9]{3}(-part-[0-9.]+)?\\.[a-z]+"));
        assertThat(files.keySet()).anyMatch(name -> name.matches("documents/001-part-[0-9.]+\\.pdf"));
    }

    @Test
    void nobodyWithoutTheRoleGetsAPackage() {
        String number = deskEntry(
                "{\"entryId\":\"PACK-3\",\"channel\":\"visit\",\"matter\":{\"type\":\"complaint\",\"facts\":\"x\"}}");
        String path = "/api/ops/v1/complaints/" + number + "/package?for=police";

        assertThat(hub.caller("ops").get(path).status()).isEqualTo(403);
        assertThat(hub.caller("cases").get(path).status()).isEqualTo(403);
        assertThat(hub.caller("handover").get(path).status()).isEqualTo(200);
        assertThat(hub.caller("handover").get(path.replace("police", "anybody")).status())
                .isEqualTo(400);
        assertThat(hub.caller("handover")
                        .get("/api/ops/v1/complaints/261129-9999999-9/package?for=police")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void commandWritesANewFile() throws IOException {
        String number = deskEntry(
                "{\"entryId\":\"PACK-4\",\"channel\":\"visit\",\"matter\":{\"type\":\"complaint\",\"facts\":\"x\"}}");
        Path key =
                Files.writeString(folder.resolve("key"), hub.caller("handover").key());
        Path file = folder.resolve("package.zip");

        int status = HubCommands.commands()
                .setOut(new PrintWriter(new StringWriter()))
                .execute(
                        "complaints",
                        "package",
                        number,
                        file.toString(),
                        "--for",
                        "police",
                        "--url",
                        "http://127.0.0.1:" + hub.httpPort(),
                        "--key-file",
                        key.toString());

        assertThat(status).isZero();
        assertThat(filesOf(Files.readAllBytes(file)).keySet()).contains("cover.html");
    }

    private byte[] packaged(String number, String receiver) {
        Reply reply = hub.caller("handover").get("/api/ops/v1/complaints/" + number + "/package?for=" + receiver);
        assertThat(reply.status()).isEqualTo(200);
        return reply.response().body();
    }

    private static Map<String, byte[]> filesOf(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private String deskEntry(String entry) {
        Reply reply = hub.caller("desk").post("/api/desk/v1/complaints", entry);
        assertThat(reply.status()).isEqualTo(201);
        return numberOf(reply);
    }

    private String numberOf(Reply reply) {
        return hub.complaintsOf(
                        hub.endOf(reply.json().path("receiptNumber").asText()).receiptId())
                .get(0);
    }
}
