package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.scan.ocr.NeedsTesseract;
import org.onestophub.pipeline.read.scan.ocr.RealTesseract;
import org.springframework.util.unit.DataSize;

/** Letters that do not stand upright, read with the real Tesseract. */
@NeedsTesseract
class OrientationIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void turnedPageGivesItsWordsAndTheTurn(int degrees) {
        BufferedImage page = Orientation.turn(degrees).upright(ScanPictures.letter());

        Candidate letter = read("tesseract", ScanPictures.png(page));

        assertIsRead(letter);
        assertThat(letter.view().at("/letter/eachPage/0/turnedByText").asInt()).isEqualTo(360 - degrees);
        assertThat(letter.findings())
                .containsExactly(new Finding("RD-125", "/letter/pages/1/turned/" + (360 - degrees)));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void withoutDataForTheDetectionEveryDirectionIsTried() throws IOException {
        Path program = Files.writeString(
                folder.resolve("program"), "#!/bin/sh\ncase \"$*\" in *--psm*) exit 1;; esac\nexec tesseract \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        BufferedImage page = Orientation.turn(180).upright(ScanPictures.letter());

        Candidate letter = read(program.toString(), ScanPictures.png(page));

        assertIsRead(letter);
        assertThat(letter.findings()).containsExactly(new Finding("RD-125", "/letter/pages/1/turned/180"));
    }

    @Test
    void faxWithMixedOrientationsIsRead() {
        Candidate letter = read("tesseract", ScanPictures.fax(List.of(1, 3, 6)));

        assertThat(letter.view().at("/letter/text").asText().split("13800000012", -1))
                .hasSize(4);
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    void mirroredPageIsDoubtful() {
        Candidate letter = read("tesseract", ScanPictures.png(new Orientation(2).upright(ScanPictures.letter())));

        assertThat(letter.view().at("/letter/imageOnly").asBoolean()).isTrue();
        assertThat(letter.view().at("/found")).isEmpty();
        assertThat(letter.findings()).contains(new Finding("RD-122", "/letter/pages/1"));
    }

    @Test
    void letterOnOtherGroundsIsRead() {
        for (BufferedImage page : List.of(
                ScanPictures.transparent(Color.BLACK),
                ScanPictures.transparent(Color.WHITE),
                ScanPictures.negative(),
                ScanPictures.deep())) {
            assertIsRead(read("tesseract", ScanPictures.png(page)));
        }
    }

    @Test
    void scanWithAHiddenTextInTheWrongLanguageIsReadFromThePage() throws IOException {
        Candidate letter = read(
                "tesseract",
                ScanPdfs.scan(
                        // 300 dots per inch
                        new PDRectangle(360, 240),
                        ScanPictures.letter(),
                        "RBMERAS aly st SURAMeS ADEA aR ABR AVTAReCRosos FAW UAE EST A SRE LAR AR"));

        assertIsRead(letter);
        assertThat(letter.findings()).containsExactly(new Finding("RD-127", "/letter/pages/1"));
    }

    private static void assertIsRead(Candidate letter) {
        assertThat(letter.view().at("/letter/text").asText()).contains("投诉信", "急诊");
        assertThat(letter.view().at("/found").findValuesAsText("value")).contains("13800000012", "A0001234");
        assertThat(letter.view().at("/letter/imageOnly").asBoolean()).isFalse();
    }

    private Candidate read(String command, byte[] scan) {
        ReadProperties properties = new ReadProperties(
                new ReadProperties.Ocr(command, "chi_sim+eng", Duration.ofMinutes(2), 20, 300, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(2), Duration.ofMinutes(10), 1, DataSize.ofMegabytes(256)));
        ReadScratch scratch = new ReadScratch(folder.resolve("s"));
        return new ScanReader(
                        properties,
                        RealTesseract.of(properties, scratch),
                        scratch,
                        new DecoderHere(),
                        Clock.systemUTC())
                .read(ScanReaderTest.receipt(Content.of(scan), ""), JsonNodeFactory.instance.objectNode())
                .candidates()
                .get(0);
    }
}
