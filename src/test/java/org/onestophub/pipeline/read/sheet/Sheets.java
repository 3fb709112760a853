package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.Workbook;

/** Reads sheets with the profile of the product. */
final class Sheets {

    static final String[] HEADER = {"工单编号", "诉求内容", "联系电话", "受理时间"};

    static final SheetReader READER = new SheetReader(ReadReceipts.HUB, scratch());

    private Sheets() {}

    private static ReadScratch scratch() {
        try {
            return new ReadScratch(Files.createTempDirectory("sheets-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The profile of the product, which a test may change. */
    static ObjectNode profile() {
        try {
            JsonNode mapping =
                    new YAMLMapper().readTree(Files.readString(Path.of("mappings/hotline-sheet/mapping.yaml")));
            return (ObjectNode) mapping.get("profile");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Walk read(byte[] file) {
        return read(file, profile());
    }

    static Walk read(byte[] file, JsonNode profile) {
        return READER.read(ReadReceipts.of(file, ""), profile);
    }

    static Walk read(Workbook book) {
        return read(book.bytes());
    }

    /** The walk of a table with the usual header and these rows; row 1 is the header. */
    static List<Candidate> rows(String... rows) {
        String[] all = new String[rows.length + 1];
        all[0] = Workbook.row(1, HEADER);
        System.arraycopy(rows, 0, all, 1, rows.length);
        return read(Workbook.of(all)).candidates();
    }

    static Candidate row(String... cells) {
        List<Candidate> all = rows(Workbook.row(2, cells));
        return all.get(0);
    }

    static Walk text(String text, Charset charset) {
        return read(text.getBytes(charset));
    }

    static Walk text(String text) {
        return text(text, StandardCharsets.UTF_8);
    }

    /** Code and field of what stops the file; the outcomes of its rows if nothing does. */
    static String problemOf(byte[] file) {
        return problemOf(file, profile());
    }

    static String problemOf(byte[] file, JsonNode profile) {
        try {
            return read(file, profile).candidates().toString();
        } catch (ProblemException e) {
            return (e.problem().code() + " " + e.field()).strip();
        }
    }

    static String codes(Candidate candidate) {
        List<String> codes = candidate.findings().stream()
                .map(finding -> (finding.code() + " " + finding.field()).strip())
                .toList();
        return String.join(", ", codes);
    }

    static String stop(Candidate candidate) {
        return candidate.problem() == null ? "" : candidate.problem().code() + " " + candidate.field();
    }
}
