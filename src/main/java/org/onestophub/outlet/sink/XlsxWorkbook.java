package org.onestophub.outlet.sink;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A sheet as a workbook. */
final class XlsxWorkbook {

    private static final String APPLICATION = "onestop-hub";
    /** The library writes it into the file's properties, two digits before the dot and four after it at most. */
    private static final String VERSION = "1.0";

    private XlsxWorkbook() {}

    static byte[] of(List<List<Object>> rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, APPLICATION, VERSION)) {
            Worksheet sheet = workbook.newWorksheet("complaints");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    put(sheet, row, column, rows.get(row).get(column));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all bytes", e);
        }
        return out.toByteArray();
    }

    private static void put(Worksheet sheet, int row, int column, Object cell) {
        if (cell instanceof Number number) {
            sheet.value(row, column, number);
            return;
        }
        if (cell instanceof Boolean truth) {
            sheet.value(row, column, truth);
            return;
        }
        sheet.value(row, column, withoutControls(cell.toString()));
    }

    /** XML 1.0 has no way to write them, and one of them makes the whole workbook unreadable. */
    private static String withoutControls(String text) {
        return text.codePoints()
                .filter(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF || c == '\t' || c == '\n' || c == '\r')
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
