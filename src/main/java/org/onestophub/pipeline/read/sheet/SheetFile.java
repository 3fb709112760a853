package org.onestophub.pipeline.read.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.onestophub.complaint.Content;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.format.TextBytes;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What kind of file a table is in, by its bytes: names lie, and many platforms call everything {@code .xls}. */
final class SheetFile {

    /** Larger workbooks are parked; the largest sheet of a hotline is a few megabytes. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final int HEAD = 4_096;
    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] COMPOUND = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    /** Excel 2 to 4. */
    private static final byte[] OLD = {0x09};

    /** The stream of a workbook of Excel 97 and later, in the two bytes of each character of a compound file's directory. */
    private static final String XLS_STREAM = "W\0o\0r\0k\0b\0o\0o\0k\0";

    private static final Pattern MARKUP =
            Pattern.compile("\\s*<(?:\\?xml|!doctype|!--|html|head|meta|table|style|body|div)\\b?.*", Pattern.DOTALL);

    private final ReadScratch scratch;
    private final Predicate<String> isHeader;

    /** @param isHeader true of a text that is the name of a known column */
    SheetFile(ReadScratch scratch, Predicate<String> isHeader) {
        this.scratch = scratch;
        this.isHeader = isHeader;
    }

    /**
     * Walks the rows of the file.
     * @throws ProblemException RD-103 if it is damaged, RD-105 if it has a password, RD-107 beyond all bounds, RD-108 if it
     *     is empty, RD-146 if it is of another kind
     */
    void walk(Content content, SheetBook.Visitor visitor) {
        byte[] head = head(content);
        if (head.length == 0) {
            throw new ProblemException(Problem.EMPTY);
        }
        if (content.size() > MOST_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
        if (begins(head, ZIP)) {
            zipped(content, visitor);
        } else if (begins(head, COMPOUND)) {
            new XlsBook(content.bytes(XlsBook.MOST_BYTES)).walk(visitor);
        } else if (begins(head, OLD) && head.length > 1 && head[1] <= 0x08 && head[1] >= 0) {
            throw new ProblemException(Problem.SHEET_FORM_UNKNOWN);
        } else {
            text(head, content, visitor);
        }
    }

    /** True if the bytes are a workbook of Excel, whatever the file is called. */
    static boolean isWorkbook(Content content) {
        byte[] head = head(content);
        if (content.size() > MOST_BYTES || !begins(head, ZIP) && !begins(head, COMPOUND)) {
            return false;
        }
        String bytes = new String(content.bytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        return begins(head, ZIP) ? bytes.contains("xl/workbook.") : bytes.contains(XLS_STREAM);
    }

    private void text(byte[] head, Content content, SheetBook.Visitor visitor) {
        if (!TextBytes.isText(head) && !isUtf16(head)) {
            throw new ProblemException(Problem.SHEET_FORM_UNKNOWN);
        }
        String start = MimeText.detect(head, true).text().replace("\uFEFF", "").toLowerCase(Locale.ROOT);
        if (start.isBlank()) {
            throw new ProblemException(Problem.EMPTY);
        }
        if (MARKUP.matcher(start).matches() || start.startsWith("{\\rtf")) {
            throw new ProblemException(Problem.SHEET_FORM_UNKNOWN);
        }
        new TextBook(content.bytes(TextBook.MOST_BYTES), isHeader).walk(visitor);
    }

    private void zipped(Content content, SheetBook.Visitor visitor) {
        Path folder = null;
        try {
            Path file;
            if (content instanceof Content.InFile in) {
                file = in.file();
            } else {
                folder = scratch.newFolder();
                file = folder.resolve("workbook");
                try (InputStream in = content.open()) {
                    Files.copy(in, file);
                }
            }
            try (XlsxParts parts = XlsxParts.in(file)) {
                demandWorkbook(parts);
                new XlsxBook(parts).walk(visitor);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        } finally {
            if (folder != null) {
                ReadScratch.delete(folder);
            }
        }
    }

    /** Word files, archives, sheets of OpenOffice and binary workbooks are ZIP files too. */
    private static void demandWorkbook(XlsxParts parts) {
        boolean isOther = parts.has("xl/workbook.bin")
                || parts.beginning("mimetype").startsWith("application/vnd.oasis")
                || parts.has("word/document.xml")
                || !parts.has("_rels/.rels") && !parts.has("xl/workbook.xml");
        if (isOther) {
            throw new ProblemException(Problem.SHEET_FORM_UNKNOWN);
        }
    }

    private static byte[] head(Content content) {
        try (InputStream in = content.open()) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private static boolean isUtf16(byte[] head) {
        String start = new String(Arrays.copyOf(head, Math.min(2, head.length)), StandardCharsets.ISO_8859_1);
        return start.equals("\u00FE\u00FF") || start.equals("\u00FF\u00FE");
    }

    private static boolean begins(byte[] head, byte[] mark) {
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
    }
}
