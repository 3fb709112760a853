package org.onestophub.pipeline.read.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.pipeline.read.format.StrictJson;
import org.onestophub.pipeline.read.format.Utf8Text;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The fields that a scanner writes beside a scan, as names and values: XML (Fujitsu's {@code item name value}, PaperCut's
 * {@code field label value}, else elements), one JSON object, lines {@code name=value}, or CSV with a header row.
 */
final class SidecarFields {

    /** Devices write some thirty fields and a few kilobytes. */
    static final int MAX_BYTES = 256 * 1024;

    private static final int MAX_FIELDS = 200;
    private static final int MAX_NAME = 100;
    static final int MAX_VALUE = 500;
    static final int MAX_DEPTH = 20;
    private static final int MAX_ROWS = 50;
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final ArrayNode fields = JsonNodeFactory.instance.arrayNode();

    private SidecarFields() {}

    /**
     * The fields, {@code [{name, value}]}, in their order.
     * @throws ProblemException RD-103 if it is none of the forms, RD-107, RD-108, RD-109
     */
    static ArrayNode of(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "sidecar");
        }
        SidecarFields sidecar = new SidecarFields();
        String text = decoded(bytes).strip();
        if (text.isEmpty()) {
            throw new ProblemException(Problem.EMPTY, "sidecar");
        }
        switch (text.charAt(0)) {
            case '<' -> SidecarXml.read(bytes, sidecar::add);
            case '{' -> sidecar.json("", StrictJson.object(text.getBytes(StandardCharsets.UTF_8)), 0);
            default -> sidecar.lines(text);
        }
        return sidecar.fields;
    }

    private void json(String name, JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "sidecar");
        }
        if (node.isObject()) {
            node.properties().forEach(field -> json(field.getKey(), field.getValue(), depth + 1));
        } else if (node.isArray()) {
            node.forEach(item -> json(name, item, depth + 1));
        } else if (!node.isNull()) {
            add(name, node.asText());
        }
    }

    private void lines(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isBlank()).limit(MAX_FIELDS).toList();
        if (lines.stream().allMatch(line -> line.indexOf('=') > 0)) {
            lines.forEach(line -> add(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
            return;
        }
        csv(text);
    }

    private void csv(String text) {
        List<CsvRecord> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(text)) {
            for (CsvRecord row : reader) {
                rows.add(row);
                if (rows.size() > MAX_ROWS || row.getFieldCount() > MAX_FIELDS) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "sidecar");
                }
            }
        } catch (IOException | CsvParseException e) {
            throw new ProblemException(Problem.CORRUPT, "sidecar");
        }
        if (rows.size() < 2) {
            throw new ProblemException(Problem.CORRUPT, "sidecar");
        }
        List<String> header = rows.get(0).getFields();
        for (CsvRecord row : rows.subList(1, rows.size())) {
            for (int i = 0; i < header.size(); i++) {
                add(header.get(i), row.getField(i));
            }
        }
    }

    private void add(String name, String value) {
        String cleanName = ViewText.line(name.strip(), MAX_NAME);
        String cleanValue = ViewText.line(value.strip(), MAX_VALUE);
        if (!cleanName.isEmpty() && !cleanValue.isEmpty() && fields.size() < MAX_FIELDS) {
            fields.addObject().put("name", cleanName).put("value", cleanValue);
        }
    }

    private static String decoded(byte[] bytes) {
        // otherwise text files of Chinese devices; XML declares its character set
        return Utf8Text.of(bytes).orElseGet(() -> new String(bytes, GB18030));
    }
}
