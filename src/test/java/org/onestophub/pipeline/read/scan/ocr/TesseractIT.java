package org.onestophub.pipeline.read.scan.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.scan.DecoderProcess;
import org.onestophub.pipeline.read.scan.PageText.Recognised;
import org.onestophub.pipeline.read.scan.ScanReader;
import org.springframework.util.unit.DataSize;

class TesseractIT {

    private static final Path PAGE = Path.of("src/test/resources/scan/letter-page.png");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    @NeedsTesseract
    void chineseAndEnglishAreRecognised() throws IOException {
        Recognised page = tesseract("tesseract", MINUTE).textOf(PAGE, MINUTE).orElseThrow();

        assertThat(page.text()).contains("投诉", "急诊", "13800000012", "Emergency");
        assertThat(page.confidence()).isBetween(60.0, 100.0);
        assertThat(folder.resolve("s")).isEmptyDirectory();
    }

    @Test
    @NeedsTesseract
    void scannedLetterIsReadWithItsNumbers() throws IOException {
        ScanReader reader = new ScanReader(
                properties("tesseract", MINUTE),
                tesseract("tesseract", MINUTE),
                new ReadScratch(folder.resolve("t")),
                new DecoderProcess(properties("tesseract", MINUTE), new ReadScratch(folder.resolve("d"))),
                Clock.systemUTC());

        Candidate letter = reader.read(
                        ReadReceipts.of(Files.readAllBytes(PAGE), "image/png"), JsonNodeFactory.instance.objectNode())
                .candidates()
                .get(0);

        assertThat(letter.view().at("/letter/textFrom").asText()).isEqualTo("ocr");
        assertThat(letter.view().at("/found").findValuesAsText("value")).contains("13800000012", "A0001234");
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    void missingProgramGivesNothing() throws IOException {
        assertThat(tesseract("no-such-program-here", MINUTE).textOf(blank(), MINUTE))
                .isEmpty();
        assertThat(folder.resolve("s")).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void failingProgramGivesNothing() throws IOException {
        assertThat(tesseract(program("exit 1"), MINUTE).textOf(blank(), MINUTE)).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void programThatHangsIsEndedWithItsChildren() throws IOException {
        Path child = folder.resolve("child");
        String hangs = program("sleep 600 &\necho $! > " + child + "\nwait");

        Optional<Recognised> nothing = tesseract(hangs, Duration.ofSeconds(2)).textOf(blank(), MINUTE);

        assertThat(nothing).isEmpty();
        long pid = Long.parseLong(Files.readString(child).strip());
        org.awaitility.Awaitility.await()
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        assertThat(folder.resolve("s")).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void programSeesNoSecretsAndOneThread() throws IOException {
        Path seen = folder.resolve("environment");

        tesseract(program("env > " + seen), MINUTE).textOf(blank(), MINUTE);

        Set<String> names = Files.readAllLines(seen).stream()
                .map(line -> line.replaceFirst("=.*", ""))
                .collect(java.util.stream.Collectors.toSet());
        assertThat(Files.readAllLines(seen)).contains("OMP_THREAD_LIMIT=1");
        assertThat(names)
                .isSubsetOf(
                        "OMP_THREAD_LIMIT",
                        "PATH",
                        "TESSDATA_PREFIX",
                        "LD_LIBRARY_PATH",
                        "PWD",
                        "SHLVL",
                        "_",
                        "OLDPWD");
    }

    private String program(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file.toString();
    }

    private Path blank() throws IOException {
        Path blank = folder.resolve("blank.png");
        ImageIO.write(new BufferedImage(100, 100, BufferedImage.TYPE_BYTE_GRAY), "png", blank.toFile());
        return blank;
    }

    private TesseractPageText tesseract(String command, Duration timeout) {
        return new TesseractPageText(properties(command, timeout), new ReadScratch(folder.resolve("s")));
    }

    private static ReadProperties properties(String command, Duration timeout) {
        return new ReadProperties(
                new ReadProperties.Ocr(command, "chi_sim+eng", timeout, 20, 300, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(1), MINUTE, 1, DataSize.ofMegabytes(256)));
    }
}
