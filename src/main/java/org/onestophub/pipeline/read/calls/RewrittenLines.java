package org.onestophub.pipeline.read.calls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Pattern;
import org.onestophub.complaint.Content;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Lines of cells with replaced texts. Each line keeps its character set, its separators, its quotes and its end. */
final class RewrittenLines {

    /** A sample has a few rows; the file of a day is too large for one. */
    private static final int MAX_BYTES = 256 * 1024;

    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"));
    private static final Pattern HEADING = Pattern.compile("[A-Za-z_ ,;|\t\"\r\n]+");

    private RewrittenLines() {}

    static byte[] of(Content content, String separators, TextReplacement texts) {
        String rows = new String(bytesOf(content), StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream replaced = new ByteArrayOutputStream(rows.length());
        int begin = 0;
        while (begin < rows.length()) {
            int end = rows.indexOf('\n', begin) + 1;
            String row = rows.substring(begin, end == 0 ? rows.length() : end);
            boolean heading = begin == 0 && HEADING.matcher(row).matches();
            replaced.writeBytes(heading ? row.getBytes(StandardCharsets.ISO_8859_1) : line(row, separators, texts));
            begin += row.length();
        }
        return replaced.toByteArray();
    }

    /** Read as a stream, because the size of a compressed file is not that of its rows. */
    private static byte[] bytesOf(Content content) {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private static byte[] line(String row, String separators, TextReplacement texts) {
        byte[] bytes = row.getBytes(StandardCharsets.ISO_8859_1);
        for (Charset charset : CHARSETS) {
            Optional<String> text = MimeText.strict(bytes, charset, false);
            if (text.isPresent()) {
                return cells(text.get(), separators + "\r\n", texts).getBytes(charset);
            }
        }
        throw new ProblemException(Problem.SAMPLE_NOT_REPLACEABLE, "charset");
    }

    private static String cells(String row, String separators, TextReplacement texts) {
        StringBuilder replaced = new StringBuilder(row.length());
        StringTokenizer cells = new StringTokenizer(row, separators, true);
        while (cells.hasMoreTokens()) {
            String cell = cells.nextToken();
            boolean separator = cell.length() == 1 && separators.contains(cell);
            replaced.append(separator ? cell : texts.of("cell", cell));
        }
        return replaced.toString();
    }
}
