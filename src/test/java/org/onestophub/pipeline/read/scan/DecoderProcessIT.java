package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

/** Letters decoded in a process of their own: what a hostile file takes of time and memory it takes from that process. */
class DecoderProcessIT {

    private static final String LINE = "I waited five hours in the emergency room and nobody spoke to me at all.";
    private static final DataSize HEAP = DataSize.ofMegabytes(64);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void everyTypeIsReadAsInOneProcess() throws IOException {
        for (byte[] scan : List.of(
                ScanFixtures.textPdf(2, LINE),
                ScanFixtures.imagePdf("stamp"),
                ScanFixtures.encryptedPdf(""),
                ScanFixtures.image("png"),
                ScanFixtures.image("jpg"),
                ScanFixtures.tiff(2, "CCITT T.6"),
                ScanFixtures.tiff(1, "None", "BigTIFF"))) {
            Candidate letter = read(reader(decoder(MINUTE, 1), MINUTE, 1), scan);

            assertThat(letter).usingRecursiveComparison().isEqualTo(read(reader(new DecoderHere(), MINUTE, 1), scan));
        }
    }

    @Test
    void verdictOnTheLetterComesBack() throws IOException {
        assertProblem(ScanFixtures.encryptedPdf("user-password"), MINUTE, "RD-105");
        assertProblem(ScanFixtures.pngDeclaring(60_000, 60_000), MINUTE, "RD-107 pixels");
        assertProblem(ScanFixtures.emptyPdf(), MINUTE, "RD-103 pages");
    }

    @Test
    void packedStreamOfManyMegabytesIsRefused() throws IOException {
        byte[] bomb = ScanFixtures.deflatedZeros(1L << 28);
        byte[] stream = ScanFixtures.object("<</Filter/FlateDecode", bomb);

        assertThat(bomb.length).isLessThan(1 << 20);
        assertProblem(ScanFixtures.pdfOfStream("/Contents 4 0 R", stream), MINUTE, "RD-107 memory");
    }

    @Test
    void streamPackedTwiceIsRefused() throws IOException {
        // run-length: 129 and a byte stand for 128 of them
        byte[] runs = new byte[1 << 24];
        for (int i = 0; i < runs.length; i += 2) {
            runs[i] = (byte) 129;
            runs[i + 1] = ' ';
        }
        byte[] bomb = ScanFixtures.deflated(runs);
        byte[] stream = ScanFixtures.object("<</Filter[/FlateDecode/RunLengthDecode]", bomb);

        assertThat(bomb.length).isLessThan(1 << 15);
        assertProblem(ScanFixtures.pdfOfStream("/Contents 4 0 R", stream), MINUTE, "RD-107 memory");
    }

    @Test
    void formsWithinFormsWithoutEndAreEndedWhenTheTimeIsOver() throws IOException {
        assertProblem(ScanFixtures.endlessPdf(), Duration.ofSeconds(4), "RD-107 time");
    }

    @Test
    void pageIsDrawnForPeopleAndOneWithoutEndIsGivenUp() throws IOException {
        ScanReader reader = reader(decoder(MINUTE, 1), MINUTE, 1);

        assertThat(reader.picture(List.of(new ScanSource(Content.of(ScanFixtures.textPdf(3, LINE)))), 3))
                .satisfies(picture -> assertThat(picture.pages()).isEqualTo(3))
                .satisfies(picture -> assertThat(picture.png()).startsWith(0x89, 'P', 'N', 'G'));
        assertThatThrownBy(() -> reader.picture(List.of(new ScanSource(Content.of(ScanFixtures.endlessPdf()))), 1))
                .hasMessage("RD-107 time");
        assertNothingIsLeft();
    }

    @Test
    void processWhoseHubIsGoneEndsItself() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("endless.pdf"), ScanFixtures.endlessPdf());
        DecodeOrder order = new DecodeOrder(
                List.of(file), folder, 72, 1, DecodeOrder.ALL, Duration.ofMillis(500), Duration.ofMillis(500));
        List<String> command = decoder(MINUTE, 1).command(order);

        ProcessBuilder program = new ProcessBuilder(command);
        program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process orphan = program.start();

        assertThat(orphan.waitFor()).isEqualTo(PageDecoder.OUT_OF_TIME);
    }

    @Test
    void listOfFontsIsMadeOnce() throws IOException {
        ReadScratch scratch = scratch();
        DecoderProcess decoder = new DecoderProcess(properties(MINUTE, 1), scratch);
        byte[] letter = ScanFixtures.textPdf(1, LINE);

        read(reader(decoder, scratch, MINUTE, 1), letter);
        Path kept = scratch.kept(".pdfbox.cache");
        String first = Files.readString(kept);
        read(reader(decoder, scratch, MINUTE, 1), letter);

        assertThat(first).isNotEmpty();
        assertThat(kept).hasContent(first);
        assertNothingIsLeft();
    }

    @Test
    void letterIsReadAlsoWhereTheListOfFontsCannotBeKept() throws IOException {
        ReadScratch scratch = scratch();
        Path inTheWay = Files.createDirectories(scratch.kept(".pdfbox.cache"));
        Files.createFile(inTheWay.resolve("file"));
        DecoderProcess decoder = new DecoderProcess(properties(MINUTE, 1), scratch);

        Candidate letter = read(reader(decoder, scratch, MINUTE, 1), ScanFixtures.textPdf(1, LINE));

        assertThat(letter.isSound()).isTrue();
        assertThat(letter.view().at("/letter/text").asText()).contains("five hours");
        assertThat(health(decoder)).isEqualTo(Status.UP);
        assertNothingIsLeft();
    }

    @Test
    void hugePageIsDrawnSmall() throws IOException {
        byte[] huge = ScanFixtures.rawPdf(
                ScanFixtures.latin("<</Type/Catalog/Pages 2 0 R>>"),
                ScanFixtures.latin("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                ScanFixtures.latin("<</Type/Page/Parent 2 0 R/MediaBox[0 0 2000000000 2000000000]>>"));

        assertThat(read(reader(decoder(MINUTE, 1), MINUTE, 1), huge)
                        .view()
                        .at("/letter/textFrom")
                        .asText())
                .isEqualTo("ocr");
    }

    @Test
    void deeplyNestedObjectsAreRefused() throws IOException {
        byte[] nested = ScanFixtures.latin("[".repeat(300_000) + "]".repeat(300_000));
        byte[] pdf = ScanFixtures.rawPdf(ScanFixtures.latin("<</Type/Catalog/Pages 2 0 R/X 3 0 R>>"), nested, nested);

        assertThatThrownBy(() -> read(reader(decoder(MINUTE, 1), MINUTE, 1), pdf))
                .message()
                .startsWith("RD-10");
    }

    @Test
    void lettersAtTheSameMomentDoNotMix() throws IOException, ExecutionException, InterruptedException {
        ScanReader reader = reader(decoder(MINUTE, 2), MINUTE, 2);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Candidate>> letters = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                byte[] scan = ScanFixtures.textPdf(1, LINE + " Number " + i + ".");
                letters.add(threads.submit(() -> read(reader, scan)));
            }
            for (int i = 0; i < 6; i++) {
                assertThat(letters.get(i).get().view().at("/letter/text").asText())
                        .endsWith("Number " + i + ".");
            }
        } finally {
            threads.shutdownNow();
        }
        assertNothingIsLeft();
    }

    @Test
    void missingJavaIsToldAndTheLetterWaits() throws IOException {
        DecoderProcess decoder = new DecoderProcess(folder.resolve("no-java-here"), HEAP, scratch());
        byte[] letter = ScanFixtures.textPdf(1, LINE);

        assertThat(health(decoder)).isEqualTo(new Status("DEGRADED"));
        assertThatThrownBy(() -> read(reader(decoder, MINUTE, 1), letter)).hasMessage("RD-303");
        assertNothingIsLeft();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processThatDiesIsToldUntilOneSucceeds() throws IOException {
        Path java = program("[ -e \"$0.works\" ] || kill -9 $$\nexec '%s' \"$@\""
                .formatted(Path.of(System.getProperty("java.home"), "bin", "java")));
        DecoderProcess decoder = new DecoderProcess(java, HEAP, scratch());
        byte[] letter = ScanFixtures.textPdf(1, LINE);

        assertThat(health(decoder)).isEqualTo(Status.UP);
        assertThatThrownBy(() -> read(reader(decoder, MINUTE, 1), letter)).hasMessage("RD-303");
        assertThat(health(decoder)).isEqualTo(new Status("DEGRADED"));

        Files.createFile(Path.of(java + ".works"));
        assertThat(read(reader(decoder, MINUTE, 1), letter).isSound()).isTrue();
        assertThat(health(decoder)).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill -9 $$", "exit 6"})
    @DisabledOnOs(OS.WINDOWS)
    void processThatEndsBeforeItBeginsIsStartedOnceMore(String end) throws IOException {
        Path java = program("[ -e \"$0.died\" ] || { touch \"$0.died\"; " + end + "; }\nexec '"
                + Path.of(System.getProperty("java.home"), "bin", "java") + "' \"$@\"");
        DecoderProcess decoder = new DecoderProcess(java, HEAP, scratch());

        assertThat(read(reader(decoder, MINUTE, 1), ScanFixtures.textPdf(1, LINE))
                        .isSound())
                .isTrue();
        assertThat(Path.of(java + ".died")).exists();
        assertThat(health(decoder)).isEqualTo(Status.UP);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processThatSaysItIsDoneAndWroteNothingIsTold() throws IOException {
        DecoderProcess decoder = new DecoderProcess(program("exit 0"), HEAP, scratch());
        byte[] letter = ScanFixtures.textPdf(1, LINE);

        assertThatThrownBy(() -> read(reader(decoder, MINUTE, 1), letter)).hasMessage("RD-303");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void faultNobodyForesawIsAFaultOfTheReader() throws IOException {
        DecoderProcess decoder = new DecoderProcess(program("exit " + PageDecoder.FAULT), HEAP, scratch());
        byte[] letter = ScanFixtures.textPdf(1, LINE);

        assertThatThrownBy(() -> read(reader(decoder, MINUTE, 1), letter))
                .hasMessage("RD-901")
                .hasNoCause();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processThatHangsIsKilled() throws IOException {
        Path pid = folder.resolve("pid");
        DecoderProcess decoder =
                new DecoderProcess(program("echo $$ > '" + pid + "'\nexec sleep 600"), HEAP, scratch());
        byte[] letter = ScanFixtures.textPdf(1, LINE);

        assertThatThrownBy(() -> read(reader(decoder, Duration.ofSeconds(1), 1), letter))
                .hasMessage("RD-107 time");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())))
                .isEmpty();
        assertNothingIsLeft();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void hubThatStopsEndsTheProcess() throws IOException, InterruptedException {
        Path pid = folder.resolve("pid");
        DecoderProcess decoder =
                new DecoderProcess(program("echo $$ > '" + pid + "'\nexec sleep 600"), HEAP, scratch());
        byte[] letter = ScanFixtures.textPdf(1, LINE);
        AtomicReference<Throwable> told = new AtomicReference<>();
        Thread worker = new Thread(() -> told.set(catchThrowable(() -> read(reader(decoder, MINUTE, 1), letter))));
        worker.start();
        await().until(() -> Files.exists(pid));

        worker.interrupt();
        worker.join();

        assertThat(told.get()).hasMessage("RD-302");
        assertNothingIsLeft();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void processSeesNoSecrets() throws IOException {
        Path seen = folder.resolve("environment");
        DecoderProcess decoder = new DecoderProcess(program("env > '" + seen + "'"), HEAP, scratch());
        byte[] letter = ScanFixtures.textPdf(1, LINE);

        assertThatThrownBy(() -> read(reader(decoder, MINUTE, 1), letter)).hasMessage("RD-303");

        assertThat(Files.readAllLines(seen).stream().map(line -> line.replaceFirst("=.*", "")))
                .isSubsetOf(
                        "CLASSPATH",
                        "PATH",
                        "LC_ALL",
                        "LC_CTYPE",
                        "LANG",
                        "LD_LIBRARY_PATH",
                        "PWD",
                        "SHLVL",
                        "_",
                        "OLDPWD");
    }

    private static Status health(DecoderProcess decoder) {
        return new DecoderHealth(decoder, Clock.systemUTC()).health().getStatus();
    }

    private void assertProblem(byte[] scan, Duration limit, String message) {
        ScanReader reader = reader(decoder(limit, 1), limit, 1);

        assertThatThrownBy(() -> read(reader, scan)).hasMessage(message);
        assertNothingIsLeft();
    }

    // neither files of the letter nor a process
    private void assertNothingIsLeft() {
        assertThat(folder.resolve("s").toFile().list()).isSubsetOf(".pdfbox.cache");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    private Path program(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private static Candidate read(ScanReader reader, byte[] scan) {
        return reader.read(ScanReaderTest.receipt(Content.of(scan), ""), JsonNodeFactory.instance.objectNode())
                .candidates()
                .get(0);
    }

    private ScanReader reader(LetterDecoder decoder, Duration limit, int parallel) {
        return reader(decoder, scratch(), limit, parallel);
    }

    private ScanReader reader(LetterDecoder decoder, ReadScratch scratch, Duration limit, int parallel) {
        PageText recognised = (page, time) ->
                Files.exists(page) ? Optional.of(new PageText.Recognised("recognised", 1, 80)) : Optional.empty();
        return new ScanReader(properties(limit, parallel), recognised, scratch, decoder, Clock.systemUTC());
    }

    private DecoderProcess decoder(Duration limit, int parallel) {
        return new DecoderProcess(properties(limit, parallel), scratch());
    }

    private ReadScratch scratch() {
        return new ReadScratch(folder.resolve("s"));
    }

    private static ReadProperties properties(Duration limit, int parallel) {
        return new ReadProperties(
                new ReadProperties.Ocr("tesseract", "eng", Duration.ofSeconds(1), 20, 100, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(2), limit, parallel, HEAP));
    }
}
