package org.onestophub.outlet.sink;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A sheet as CSV by RFC 4180. */
final class CsvSheet {

    private static final String WITH_BOM = "UTF-8-BOM";
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Charset charset;
    private final boolean hasBom;

    /** CH-207 unless {@code UTF-8}, {@code UTF-8-BOM} or {@code GB18030}; others cannot write every name. */
    CsvSheet(String charset) {
        this.hasBom = charset.equals(WITH_BOM);
        this.charset = switch (charset) {
            case WITH_BOM, "UTF-8" -> StandardCharsets.UTF_8;
            case "GB18030" -> Charset.forName("GB18030");
            default -> throw new ProblemException(Problem.SETTING_INVALID, "charset");
        };
    }

    byte[] of(List<List<Object>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (hasBom) {
            out.writeBytes(BOM);
        }
        for (List<Object> row : rows) {
            String line = row.stream().map(CsvSheet::quoted).collect(Collectors.joining(",", "", "\r\n"));
            out.writeBytes(line.getBytes(charset));
        }
        return out.toByteArray();
    }

    private static String quoted(Object cell) {
        String text = cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
        boolean needsQuotes = text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                || !text.equals(text.strip());
        return needsQuotes ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
