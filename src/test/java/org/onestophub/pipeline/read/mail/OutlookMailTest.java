package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the properties of a mail that Outlook saved. Numbers are those of MS-OXPROPS. */
class OutlookMailTest {

    private static final int CLASS = 0x001A;
    private static final int SUBJECT = 0x0037;
    private static final int SENT = 0x0039;
    private static final int HEADERS = 0x007D;
    private static final int FROM_NAME = 0x0C1A;
    private static final int FROM_ADDRESS = 0x0C1F;
    private static final int CC = 0x0E03;
    private static final int TO = 0x0E04;
    private static final int TEXT = 0x1000;
    private static final int RTF = 0x1009;
    private static final int HTML = 0x1013;
    private static final int ID = 0x1035;
    private static final int REFERENCES = 0x1039;
    private static final int IN_REPLY_TO = 0x1042;
    private static final int DATA = 0x3701;
    private static final int SHORT_NAME = 0x3704;
    private static final int LONG_NAME = 0x3707;
    private static final int TYPE = 0x370E;
    private static final String WORDS = "护士态度差";

    @Test
    void propertiesAreHeaders() throws IOException {
        JsonNode headers = view(Map.of(
                        CLASS, "IPM.Note",
                        SUBJECT, "投诉\r\nX-Injected: 1",
                        SENT, Instant.parse("2026-09-18T01:01:02Z"),
                        FROM_NAME, "测试\"甲\"",
                        FROM_ADDRESS, "jia@example.org",
                        TO, "box@example.com",
                        CC, "c@example.com",
                        ID, "<1@example.org>",
                        REFERENCES, "<a@example.org> <0@example.org>",
                        IN_REPLY_TO, "<0@example.org>"))
                .get("headers");

        assertThat(headers.at("/from/name").asText()).isEqualTo("测试 甲");
        assertThat(headers.at("/from/address").asText()).isEqualTo("jia@example.org");
        assertThat(headers.at("/to/0/address").asText()).isEqualTo("box@example.com");
        assertThat(headers.at("/cc/0/address").asText()).isEqualTo("c@example.com");
        assertThat(headers.path("subject").asText()).isEqualTo("投诉 X-Injected: 1");
        assertThat(headers.path("messageId").asText()).isEqualTo("1@example.org");
        assertThat(headers.path("inReplyTo").asText()).isEqualTo("0@example.org");
        assertThat(headers.path("references")).hasSize(2);
        assertThat(headers.path("sentAt").asText()).isEqualTo("2026-09-18T01:01:02Z");
    }

    @Test
    void headersOfTheTransportStandAndThoseOfTheContentDoNot() throws IOException {
        String transport = """
                Received: from a.example.org
                From: Jia <jia@example.org>
                \tfolded
                Content-Type: text/x
                 more
                MIME-Version: 7
                no header
                :nothing
                Subject: of the transport
                """;

        String mime = mime(Map.of(SUBJECT, "of Outlook", FROM_NAME, "Yi", ID, "<1@example.org>", HEADERS, transport));

        assertThat(mime)
                .startsWith("Received: from a.example.org\r\nFrom: Jia <jia@example.org>\r\n\tfolded\r\n"
                        + "Subject: of the transport\r\nmessage-id: <1@example.org>\r\nMIME-Version: 1.0\r\n");
    }

    @Test
    void sendersWithoutAnAddressOfTheInternetHaveANameOnly() throws IOException {
        assertThat(mime(Map.of(FROM_NAME, "Jia", FROM_ADDRESS, "/O=HOSPITAL/CN=JIA", SUBJECT, "x")))
                .startsWith("from: \"Jia\"\r\n");
        assertThat(mime(Map.of(FROM_NAME, "Jia", FROM_ADDRESS, "@x", SUBJECT, "x")))
                .startsWith("from: \"Jia\"\r\n");
        assertThat(mime(Map.of(FROM_ADDRESS, "jia@example.org", SUBJECT, "x")))
                .startsWith("from:  <jia@example.org>\r\n");
        assertThat(mime(Map.of(SUBJECT, "x"))).startsWith("subject: x\r\n");
        assertThat(mime(Map.of(SUBJECT, "x", TO, " "))).doesNotContain("to: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {CLASS, SUBJECT, TEXT})
    void anyPropertyOfAMailMakesTheFileAMail(int property) throws IOException {
        assertThat(OutlookMail.asMime(OutlookMailBuilder.of(Map.of(property, "IPM.Note"), List.of()), 10_000))
                .isPresent();
        assertThat(OutlookMail.asMime(OutlookMailBuilder.of(Map.of(0x3001, "IPM.Note"), List.of()), 10_000))
                .isEmpty();
    }

    @Test
    void mailLargerThanTheBoundIsNotOpened() throws IOException {
        byte[] file = OutlookMailBuilder.of(Map.of(SUBJECT, "x", TEXT, "y".repeat(3_000)), List.of());

        assertThat(OutlookMail.asMime(file, 10_000)).isPresent();
        assertThat(OutlookMail.asMime(file, 4_000)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "护士态度差, <p>other</p>, '{\\rtf1 other}'",
        "护士态度差, , ",
        " , <p>护士态度差</p>, '{\\rtf1 other}'",
        "' ', <p>护士态度差</p>, ",
        "'\u200b', <p> </p>, '{\\rtf1 \\u25252?\\u22763?\\u24577?\\u24230?\\u24046?}'",
        "' ', , '{\\rtf1 \\u25252?\\u22763?\\u24577?\\u24230?\\u24046?}'",
        " , , '{\\rtf1 \\u25252?\\u22763?\\u24577?\\u24230?\\u24046?}'",
    })
    void firstFormThatSaysSomethingIsTheText(String plain, String html, String rtf) throws IOException {
        Map<Integer, Object> mail = new HashMap<>(Map.of(SUBJECT, "x"));
        if (plain != null) {
            mail.put(TEXT, plain);
        }
        if (html != null) {
            mail.put(HTML, html);
        }
        if (rtf != null) {
            mail.put(RTF, unpacked(rtf));
        }

        assertThat(view(mail).path("text").asText()).isEqualTo(WORDS);
    }

    @Test
    void mailWithoutAnyTextHasNone() throws IOException {
        assertThat(view(Map.of(SUBJECT, "x")).path("text").asText()).isEmpty();
    }

    @Test
    void filesHaveTheirLongNameAndAPlausibleType() throws IOException {
        JsonNode files = view(
                        Map.of(SUBJECT, "x"),
                        Map.of(
                                LONG_NAME,
                                "账单 \"一\".pdf",
                                SHORT_NAME,
                                "A.PDF",
                                TYPE,
                                "application/pdf",
                                DATA,
                                new byte[5]),
                        Map.of(SHORT_NAME, "B.TXT", TYPE, "multipart/mixed", DATA, new byte[4]),
                        Map.of(LONG_NAME, "c.bin", TYPE, "x/y; z", DATA, new byte[3]),
                        Map.of(LONG_NAME, "none"))
                .get("attachments");

        assertThat(files).hasSize(4);
        assertFile(files.get(0), "账单 _一_.pdf", "application/pdf", 5);
        assertFile(files.get(1), "B.TXT", "application/octet-stream", 4);
        assertFile(files.get(2), "c.bin", "application/octet-stream", 3);
        assertFile(files.get(3), "none", "application/octet-stream", 0);
    }

    private static void assertFile(JsonNode file, String name, String type, int bytes) {
        assertThat(file.path("name").asText()).isEqualTo(name);
        assertThat(file.path("mediaType").asText()).isEqualTo(type);
        assertThat(file.path("sizeBytes").asInt()).isEqualTo(bytes);
    }

    private static String mime(Map<Integer, Object> mail) throws IOException {
        byte[] mime = OutlookMail.asMime(OutlookMailBuilder.of(mail, List.of()), 100_000)
                .orElseThrow();
        return new String(mime, StandardCharsets.UTF_8);
    }

    @SafeVarargs
    private static JsonNode view(Map<Integer, Object> mail, Map<Integer, Object>... files) throws IOException {
        return MailSamples.read(OutlookMailBuilder.of(mail, List.of(files)))
                .candidates()
                .get(0)
                .view();
    }

    /** Rich text in the form that is not packed (MS-OXRTFCP). */
    static byte[] unpacked(String rtf) {
        byte[] text = rtf.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(16 + text.length).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putInt(12 + text.length)
                .putInt(text.length)
                .putInt(0x414C454D)
                .putInt(0)
                .put(text)
                .array();
    }
}
