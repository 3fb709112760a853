package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.read.scan.ScanPdfs.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Content;
import org.onestophub.pipeline.read.scan.PdfParts.Part;

/** Where the documents in one file begin and end, by their marks. */
class PdfPartsTest {

    private static final String ONE = "%PDF-1 obj %%EOF";
    private static final int BUFFER = 1 << 16;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "%PDF- obj %%EOF! 0-15 whole",
                "xx%PDF- obj %%EOF! 2-17 whole",
                "%PDF- obj %%EOFxx! 0-15 whole",
                "%PDF- obj %%EOF%PDF- obj %%EOF! 0-15 whole, 15-30 whole",
                "%PDF- obj %%EOF\\nxx%PDF- obj %%EOFxx! 0-15 whole, 18-33 whole",
                "%PDF- obj %PDF- obj %%EOF! 0-25 whole",
                "%PDF- obj %%EOF obj %PDF- %%EOF! 0-31 whole",
                "%PDF- obj %%EOF obj ! 0-19 cut",
                "%PDF- obj ! 0-9 cut",
                "%PDF- obj trailer! 0-17 whole",
                "%PDF- obj startxref! 0-19 whole",
                "%PDF- trailer obj ! 0-17 cut",
                "%PDF- obj %%EOF obj trailer! 0-27 whole",
                "no header obj trailer! 0-21 whole",
                "%%EOF%PDF- obj ! 5-14 cut",
                "%%EOF%PDF- obj %%EOF! 5-20 whole",
                "trailer %PDF-! 8-13 cut",
            })
    void documentsAreFoundByTheirMarks(String file, String parts) throws IOException {
        String trimmed = file.replace("\\n", "\n");
        assertThat(described(of(bytes(trimmed)))).isEqualTo(parts);
    }

    /** The file is read in blocks; a mark may stand where two of them meet, or in the last of its bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 63, 64, 65, 66, 100, BUFFER - 64, BUFFER - 1, BUFFER})
    void markIsFoundWhereverItStands(int distance) throws IOException {
        for (int block : new int[] {BUFFER, 2 * BUFFER - 64, 3 * BUFFER - 128}) {
            int end = block - 64 + distance;
            byte[] file = bytes("%PDF- obj " + "x".repeat(end - 15) + "%%EOF");
            assertThat(of(file)).as("%d bytes", end).containsExactly(new Part(0, end, true));

            byte[] followed = ScanPdfs.joined(file, bytes("%PDF- obj %%EOFyy"));
            assertThat(of(followed)).containsExactly(new Part(0, end, true), new Part(end, end + 15L, true));
        }
    }

    @Test
    void fileOfMoreThanFiftyDocumentsHasTheRestInItsLast() throws IOException {
        String fifty = String.join("", Collections.nCopies(50, ONE));

        assertThat(of(bytes(fifty))).hasSize(50);
        List<Part> parts = of(bytes(fifty + ONE + ONE));
        assertThat(parts).hasSize(50);
        assertThat(parts.get(49)).isEqualTo(new Part(49L * ONE.length(), 52L * ONE.length(), true));
    }

    @Test
    void documentIsCutOutOfItsFile() throws IOException {
        byte[] file = bytes("xx" + ONE + "y".repeat(200_000) + ONE);
        ScanSource source = new ScanSource(Content.of(file));

        ScanSource cut = new Part(2, 150_000, true).in(source, folder);
        assertThat(cut.head(1 << 20)).isEqualTo(java.util.Arrays.copyOfRange(file, 2, 150_000));
        assertThat(new Part(0, file.length, true).in(source, folder)).isSameAs(source);
        assertThat(new Part(1, file.length, true).in(source, folder).size()).isEqualTo(file.length - 1L);
        assertThat(new Part(0, file.length - 1L, true).in(source, folder).size())
                .isEqualTo(file.length - 1L);
        assertThat(new Part(0, file.length + 9L, true).in(source, folder).size())
                .isEqualTo(file.length);
        try (var copies = Files.list(folder)) {
            assertThat(copies).hasSize(4);
        }
    }

    private static List<Part> of(byte[] file) throws IOException {
        return PdfParts.of(new ScanSource(Content.of(file)));
    }

    private static String described(List<Part> parts) {
        return String.join(
                ", ",
                parts.stream()
                        .map(part -> part.start() + "-" + part.end() + (part.isWhole() ? " whole" : " cut"))
                        .toList());
    }
}
