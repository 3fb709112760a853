package org.onestophub.pipeline.read.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.TreeMap;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A workbook of Excel 97 to 2003. It is held in memory as a whole, so only a small file is read. */
final class XlsBook implements SheetBook {

    /** A sheet of this format has at most 65,536 rows; so many long ones do not fit. */
    static final int MOST_BYTES = 8 * 1024 * 1024;

    private final byte[] file;

    XlsBook(byte[] file) {
        this.file = file;
    }

    @Override
    public void walk(Visitor visitor) {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            DirectoryNode root = files.getRoot();
            if (root.hasEntry("EncryptedPackage") || root.hasEntry("EncryptionInfo")) {
                throw new ProblemException(Problem.ENCRYPTED);
            }
            if (!root.hasEntry("Workbook") && !root.hasEntry("WORKBOOK") && !root.hasEntry("Book")) {
                throw new ProblemException(Problem.SHEET_FORM_UNKNOWN);
            }
            try (HSSFWorkbook book = new HSSFWorkbook(root, false)) {
                for (int i = 0; i < book.getNumberOfSheets(); i++) {
                    visitor.sheet(book.getSheetName(i), book.getSheetVisibility(i) != SheetVisibility.VISIBLE);
                    walk(book.getSheetAt(i), book.getInternalWorkbook().isUsing1904DateWindowing(), visitor);
                }
            }
        } catch (ProblemException e) {
            throw e;
        } catch (EncryptedDocumentException e) {
            throw new ProblemException(Problem.ENCRYPTED);
        } catch (OldFileFormatException e) {
            throw new ProblemException(Problem.SHEET_FORM_UNKNOWN);
        } catch (IOException | RuntimeException broken) {
            // POI throws many unchecked types for broken bytes
            throw new ProblemException(Problem.CORRUPT, "workbook");
        }
    }

    private static void walk(HSSFSheet sheet, boolean is1904, Visitor visitor) {
        for (Row row : sheet) {
            TreeMap<Integer, SheetCell> cells = new TreeMap<>();
            for (Cell cell : row) {
                SheetCell said = cellOf((HSSFCell) cell, is1904);
                if (said.kind() != SheetCell.Kind.TEXT || CellWords.isSaid(said.text())) {
                    cells.put(cell.getColumnIndex(), said);
                }
            }
            if (!cells.isEmpty()) {
                visitor.row(new SheetRow(row.getRowNum() + 1, ((HSSFRow) row).getZeroHeight(), false, 0, cells));
            }
        }
    }

    private static SheetCell cellOf(HSSFCell cell, boolean is1904) {
        boolean isFormula = cell.getCellType() == CellType.FORMULA;
        return switch (isFormula ? cell.getCachedFormulaResultType() : cell.getCellType()) {
            case NUMERIC -> {
                String format = cell.getCellStyle().getDataFormatString();
                short number = cell.getCellStyle().getDataFormat();
                boolean isTime = CellNumber.isTimeFormat(number)
                        || number > 163 && format != null && CellNumber.isTimeFormat(format);
                yield CellNumber.of(
                        BigDecimal.valueOf(cell.getNumericCellValue()),
                        isTime,
                        format == null ? "" : format,
                        is1904,
                        isFormula);
            }
            case STRING -> SheetCell.text(cell.getRichStringCellValue().getString(), isFormula);
            case BOOLEAN -> SheetCell.text(cell.getBooleanCellValue() ? "TRUE" : "FALSE", isFormula);
            case BLANK -> SheetCell.text("", isFormula);
            default -> SheetCell.noValue();
        };
    }
}
