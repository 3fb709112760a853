package org.onestophub.outlet.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Turns what an outbound mapping made into what a sink takes: {@code format} in routes. Every method throws DL-201 if the
 * mapping's form is not one it can write. {@code json}, {@code hl7} and {@code mail} write one item, so their destinations
 * take one at a time; the others write as many as come.
 */
@Component("format")
public class FormatStep {

    /** One item as JSON, UTF-8. */
    public byte[] json(@Body List<JsonNode> items) {
        return only(items).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One line of JSON an item, UTF-8, each ended by LF. */
    public byte[] ndjson(@Body List<JsonNode> items) {
        StringBuilder lines = new StringBuilder();
        items.forEach(item -> lines.append(item).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * CSV by RFC 4180 with a line of headings. Cells that a spreadsheet would take for a formula get an apostrophe.
     *
     * @param columns the headings, which are also the fields of the items, separated by commas
     * @param charset {@code UTF-8}, {@code UTF-8-BOM} (which Excel needs), or {@code GB18030}
     */
    public byte[] csv(List<JsonNode> items, String columns, String charset) {
        return new CsvSheet(charset).of(new SheetRows(columns).of(items));
    }

    /**
     * A workbook with one sheet; the rules for cells are those of CSV.
     *
     * @param columns the headings, which are also the fields of the items, separated by commas
     */
    public byte[] xlsx(List<JsonNode> items, String columns) {
        return XlsxWorkbook.of(new SheetRows(columns).of(items));
    }

    /**
     * An HL7 v2 message of {@code {"segments": [{"segment": "MSH", "3": …}, …]}} (see docs/destinations.md). MSH-1, MSH-2,
     * MSH-10 and MSH-18 are written here and not by the mapping.
     *
     * @param shipmentId becomes MSH-10
     * @param charset name of HL7 table 0211, for example {@code UNICODE UTF-8} or {@code GB 18030-2000}
     */
    public byte[] hl7(List<JsonNode> items, String shipmentId, String charset) {
        return new Hl7Writer(charset).of(only(items), ShipmentNames.controlId(shipmentId));
    }

    /** A mail of {@code {"to": […], "cc": […], "subject": …, "text": …}}. */
    public MailText mail(@Body List<JsonNode> items) {
        return MailText.of(only(items));
    }

    /** Rows of a table: an item's fields are the columns, its values text, numbers, booleans or nothing. */
    public List<Map<String, Object>> row(@Body List<JsonNode> items) {
        return items.stream().map(SheetRows::valuesOf).toList();
    }

    private static JsonNode only(List<JsonNode> items) {
        if (items.size() != 1) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "batch");
        }
        return items.get(0);
    }
}
