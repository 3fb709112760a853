package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.pipeline.read.scan.ScanFixtures.latin;
import static org.onestophub.pipeline.read.scan.ScanFixtures.object;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.springframework.util.unit.DataSize;

/** Letters in which a page ends the decoder's process: it costs that page, and the others keep their words. */
class DecoderPagesIT {

    private static final String FIRST = "I waited five hours in the emergency room and nobody spoke to me.";
    private static final String THIRD = "Please answer me in writing and tell me who was on duty that night.";
    private static final DataSize HEAP = DataSize.ofMegabytes(64);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void pageThatExhaustsMemoryCostsOnlyItself() throws IOException {
        Candidate letter = read(decoder(), pdf(text(FIRST), bomb(), text(THIRD)), List.of());

        assertThat(words(letter)).contains(FIRST).contains(THIRD);
        assertThat(letter.findings()).containsExactly(new Finding("RD-123", "/letter/pages/2"));
        assertThat(letter.view().at("/letter/eachPage/1/unread").asBoolean()).isTrue();
        assertThat(letter.view().at("/letter/pages").asInt()).isEqualTo(3);
        assertNothingIsLeft();
    }

    @Test
    void everyPageThatExhaustsMemoryIsNamed() throws IOException {
        Candidate letter = read(decoder(), pdf(bomb(), text(FIRST), bomb(), text(THIRD)), List.of());

        assertThat(words(letter)).contains(FIRST).contains(THIRD);
        assertThat(letter.findings()).containsExactly(new Finding("RD-123", "/letter/pages/1,3"));
    }

    @Test
    void letterOfNothingElseIsRefusedForItsMemory() {
        assertThatThrownBy(() -> read(decoder(), pdf(bomb(), bomb()), List.of()))
                .hasMessage("RD-107 memory");
        assertNothingIsLeft();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void pageThatKillsTheProcessTwiceCostsOnlyItself() throws IOException {
        Candidate letter = read(dyingAt("page-1", 2), pdf(text(FIRST), text(FIRST), text(THIRD)), List.of());

        assertThat(words(letter)).isEqualTo(FIRST + "\n\n" + THIRD);
        assertThat(letter.findings()).containsExactly(new Finding("RD-123", "/letter/pages/2"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processKilledOnceCostsNoPage() throws IOException {
        Candidate letter = read(dyingAt("page-1", 1), pdf(text(FIRST), text(THIRD)), List.of());

        assertThat(words(letter)).isEqualTo(FIRST + "\n\n" + THIRD);
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void fileThatKillsTheProcessCostsOnlyThatFile() throws IOException {
        byte[] twoPages = pdf(text(FIRST), text(FIRST));

        Candidate letter = read(dyingAt("file-0", 2), twoPages, List.of(pdf(text(THIRD))));

        assertThat(words(letter)).isEqualTo(THIRD);
        assertThat(letter.findings()).containsExactly(new Finding("RD-123", "/letter/pages/1"));
    }

    /** A decoder whose first processes are killed while they do {@code step}. */
    private DecoderProcess dyingAt(String step, int times) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path runs = folder.resolve("runs");
        Path program = Files.writeString(folder.resolve("program"), """
                        #!/bin/sh
                        echo >> '%s'
                        [ $(wc -l < '%s') -gt %d ] && exec '%s' "$@"
                        for argument; do case $argument in -Djava.io.tmpdir=*) folder=${argument#*=};; esac; done
                        printf %s > "$folder/doing"
                        kill -9 $$
                        """.formatted(runs, runs, times, java, step));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new DecoderProcess(program, HEAP, scratch());
    }

    private static String words(Candidate letter) {
        return letter.view().at("/letter/text").asText();
    }

    private void assertNothingIsLeft() {
        assertThat(folder.resolve("s").toFile().list()).isSubsetOf(".pdfbox.cache");
    }

    private static byte[] text(String line) throws IOException {
        return object("<<", latin("BT /F1 12 Tf 50 700 Td (" + line + ") Tj ET"));
    }

    /** 256 MB of blanks, packed into less than one. */
    private static byte[] bomb() throws IOException {
        return object("<</Filter/FlateDecode", ScanFixtures.deflatedZeros(1L << 28));
    }

    private static byte[] pdf(byte[]... contents) throws IOException {
        byte[][] objects = new byte[2 + 2 * contents.length][];
        StringBuilder kids = new StringBuilder();
        for (int page = 0; page < contents.length; page++) {
            int number = 3 + 2 * page;
            kids.append(number).append(" 0 R ");
            objects[number - 1] = latin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents " + (number + 1)
                    + " 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>");
            objects[number] = contents[page];
        }
        objects[0] = latin("<</Type/Catalog/Pages 2 0 R>>");
        objects[1] = latin("<</Type/Pages/Kids[" + kids + "]/Count " + contents.length + ">>");
        return ScanFixtures.rawPdf(objects);
    }

    private Candidate read(DecoderProcess decoder, byte[] scan, List<byte[]> more) {
        PageText none = (page, time) -> Optional.empty();
        ScanReader reader = new ScanReader(properties(), none, scratch(), decoder, Clock.systemUTC());
        if (more.isEmpty()) {
            return reader.read(ScanReaderTest.receipt(Content.of(scan), ""), JsonNodeFactory.instance.objectNode())
                    .candidates()
                    .get(0);
        }
        LetterText letter =
                reader.joined(List.of(new ScanSource(Content.of(scan)), new ScanSource(Content.of(more.get(0)))));
        return Candidate.found("letter", ScanReader.view(letter, "application/pdf", ""), List.of())
                .withFindings(letter.findings());
    }

    private DecoderProcess decoder() {
        return new DecoderProcess(properties(), scratch());
    }

    private ReadScratch scratch() {
        return new ReadScratch(folder.resolve("s"));
    }

    private static ReadProperties properties() {
        return new ReadProperties(
                new ReadProperties.Ocr("tesseract", "eng", Duration.ofSeconds(1), 20, 72, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(4), LIMIT, 1, HEAP));
    }
}
