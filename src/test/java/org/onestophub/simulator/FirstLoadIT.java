package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first load reaches the servers as the hub will find it. */
class FirstLoadIT {

    @Test
    void mailsAndFilesAreWhereTheHubFetchesThem(@TempDir Path folder) throws Exception {
        try (Neighbours neighbours = Neighbours.start(folder, "p/+%?&ss")) {
            neighbours.meet(null, null, 1, folder.resolve("inbox"));

            Senders.send(
                    neighbours,
                    FirstLoad.shipments().stream()
                            .filter(one ->
                                    List.of("email", "phone-cdr", "letter").contains(one.mapping()))
                            .toList());

            assertThat(neighbours.surprises()).isEmpty();
            assertThat(neighbours.mail().size()).isEqualTo(13);
            assertThat(namesIn(neighbours.sftp().root().resolve("cdr"))).hasSize(3);
            assertThat(namesIn(neighbours.ftps().root().resolve("letters"))).contains("投诉信.pdf", "secret.pdf");
            assertThat(namesIn(folder.resolve("inbox/letters"))).hasSize(4);
            assertThat(Files.readAllLines(neighbours.sftp().root().resolve("cdr/Master-20260918.csv")))
                    .hasSize(399)
                    .allSatisfy(row -> assertThat(row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                            .hasSize(21));
        }
    }

    @Test
    void theSamePaperHasTheSameBytesAndItsText() throws Exception {
        byte[] pdf = Papers.pdf("visit V20260917003");

        assertThat(Papers.pdf("visit V20260917003")).isEqualTo(pdf);
        assertThat(new PDFTextStripper().getText(Loader.loadPDF(pdf))).contains("visit V20260917003");
        assertThat(Papers.tiff(List.of("a", "b"))).isEqualTo(Papers.tiff(List.of("a", "b")));
    }

    private static List<String> namesIn(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
