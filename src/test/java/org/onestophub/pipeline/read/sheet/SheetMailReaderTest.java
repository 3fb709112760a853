package org.onestophub.pipeline.read.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.Workbook.row;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.mail.MimeReader;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.Workbook;

/** Sheets attached to mails. */
class SheetMailReaderTest {

    private static final byte[] SHEET =
            Workbook.of(row(1, Sheets.HEADER), row(2, "A1", "没有座位")).bytes();
    private static final byte[] OTHER =
            Workbook.of(row(1, Sheets.HEADER), row(2, "A2", "没有热水")).bytes();

    private final SheetMailReader reader = new SheetMailReader(Sheets.READER, new MimeReader(), new OneMapping());

    /** The mapping of the product. */
    private static final class OneMapping implements Mappings {

        @Override
        public Mapping named(String name) {
            return new Mapping(name, Path.of("."), "sheet", Sheets.profile(), "", "bulk");
        }

        @Override
        public List<Mapping> all() {
            return List.of(named("hotline-sheet"));
        }
    }

    private static ObjectNode senders(String... senders) {
        ObjectNode profile = JsonNodeFactory.instance.objectNode().put("sheet", "hotline-sheet");
        List.of(senders).forEach(profile.putArray("senders")::add);
        return profile;
    }

    private static String attached(String name, String type, byte[] bytes) {
        return "--b\r\nContent-Type: " + type + "; name=\"" + name
                + "\"\r\nContent-Disposition: attachment; filename=\"" + name
                + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(bytes) + "\r\n";
    }

    private static String mail(String from, String... attachments) {
        return "From: " + from
                + "\r\nSubject: sheet\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/plain\r\n\r\nThe sheet.\r\n" + String.join("", attachments) + "--b--\r\n";
    }

    private String ends(String mail, ObjectNode profile, Map<String, String> transport) {
        byte[] bytes = mail.getBytes(StandardCharsets.UTF_8);
        Receipt receipt = new Receipt(
                1,
                "",
                "test",
                "test",
                "key",
                "0".repeat(64),
                Instant.parse("2026-11-22T04:00:00Z"),
                transport,
                Content.of(bytes));
        try {
            Walk walk = reader.read(receipt, profile);
            return String.join(
                    ", ",
                    walk.candidates().stream()
                            .map(candidate -> candidate.isSound() ? candidate.key() : Sheets.stop(candidate))
                            .toList());
        } catch (ProblemException e) {
            return (e.problem().code() + " " + e.field()).strip();
        }
    }

    private String ends(String mail) {
        return ends(mail, senders("orders@example.org", "@district.example.org"), Map.of());
    }

    private static String xlsx(byte[] bytes) {
        return attached("orders.xlsx", "application/octet-stream", bytes);
    }

    @Test
    void workbookIsKnownByItsBytesWhateverItIsCalled() {
        for (String name : new String[] {"orders.dat", "orders", "工单"}) {
            assertThat(ends(mail("orders@example.org", attached(name, "application/octet-stream", SHEET))))
                    .as(name)
                    .isEqualTo("hotline:sheet-platform:A1#1");
        }
        assertThat(ends(mail(
                        "orders@example.org",
                        attached(
                                "orders.dat",
                                "application/octet-stream",
                                "PK no workbook".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("RD-148 attachments");
    }

    @Test
    void everyAttachedSheetIsRead() {
        assertThat(ends(mail("orders@example.org", xlsx(SHEET)))).isEqualTo("hotline:sheet-platform:A1#1");
        assertThat(ends(mail("Orders <ORDERS@example.org>", xlsx(SHEET), xlsx(OTHER))))
                .isEqualTo("hotline:sheet-platform:A1#1, hotline:sheet-platform:A2#1");
        assertThat(ends(mail("a@district.example.org", attached("x", "application/vnd.ms-excel", SHEET))))
                .isEqualTo("hotline:sheet-platform:A1#1");
        assertThat(ends(mail(
                        "orders@example.org",
                        attached("a.csv", "text/csv", "工单编号,诉求内容\nA3,x\n".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("hotline:sheet-platform:A3#1");
    }

    @Test
    void sheetsOfOthersAreHeld() {
        for (String from : List.of(
                "a@example.com",
                "\"orders@example.org\" <a@example.com>",
                "orders@example.org, a@example.com",
                "orders@example.org\r\nFrom: a@example.com",
                "a@sub.district.example.org",
                "")) {
            assertThat(ends(mail(from, xlsx(SHEET)))).as(from).isEqualTo("RD-147 from");
        }
        assertThat(ends(mail("orders@example.org", xlsx(SHEET)), senders(), Map.of()))
                .isEqualTo("RD-147 from");
    }

    @Test
    void mailWithoutASheetIsHeld() {
        assertThat(ends(mail("orders@example.org"))).isEqualTo("RD-148 attachments");
        assertThat(ends(mail("orders@example.org", attached("a.zip", "application/zip", SHEET))))
                .isEqualTo("RD-148 attachments");
        assertThat(ends(mail("orders@example.org"), senders("orders@example.org"), Map.of("oversize", "9")))
                .isEqualTo("RC-102 size");
    }

    @Test
    void badAttachmentIsHeldBesideTheOthers() {
        String ends = ends(mail(
                "orders@example.org",
                xlsx(SHEET),
                attached("letter.pdf", "application/pdf", new byte[] {1}),
                attached("page.xls", "application/vnd.ms-excel", "<html>".getBytes(StandardCharsets.UTF_8)),
                attached("logo.png", "image/png", new byte[] {1}),
                xlsx(Workbook.of(row(1, "科室")).bytes())));

        assertThat(ends)
                .matches(
                        "hotline:sheet-platform:A1#1, RD-148 /parts/[0-9.]+, RD-146 /parts/[0-9.]+, RD-140 /parts/[0-9.]+/sheets/1");
    }

    @Test
    void onlySheetThatCannotBeReadHoldsTheMail() {
        assertThat(ends(mail("orders@example.org", xlsx("<html>".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo("RD-146");
    }

    @Test
    void badProfileIsRefused() {
        assertThat(ends(mail("orders@example.org"), senders("nobody"), Map.of()))
                .isEqualTo("RD-201 senders");
        assertThat(ends(mail("orders@example.org"), JsonNodeFactory.instance.objectNode(), Map.of()))
                .isEqualTo("RD-201 senders");
    }
}
