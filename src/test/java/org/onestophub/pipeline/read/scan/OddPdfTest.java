package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.pipeline.read.scan.ScanPdfs.LINE;
import static org.onestophub.pipeline.read.scan.ScanPdfs.bytes;
import static org.onestophub.pipeline.read.scan.ScanPdfs.joined;
import static org.onestophub.pipeline.read.scan.ScanPdfs.plain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.springframework.util.unit.DataSize;

/** PDFs that are not by the book: what programs show is read, and what is missing is said. */
class OddPdfTest {

    private static final PageText NO_OCR = (page, limit) -> Optional.empty();
    private static final PageText CHINESE =
            (page, limit) -> Optional.of(new PageText.Recognised("我要投诉急诊科，等候五小时无人理睬，请给予书面答复。", 12, 92));
    private static final Finding INCOMPLETE = new Finding("RD-124", "/letter");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n",
                "\u0000\u0000\u0000\u0000",
                "junk at the start of the line "
            })
    void bytesBeforeTheHeaderAreNoFault(String before) {
        Candidate letter = read(joined(bytes(before), plain()), NO_OCR);

        assertThat(text(letter)).isEqualTo(LINE);
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    void headerFarFromTheStartIsNone() {
        assertThatThrownBy(() -> read(joined(new byte[2000], plain()), NO_OCR)).hasMessage("RD-106");
    }

    @Test
    void bytesAfterTheEndAreNoFault() {
        for (byte[] after :
                new byte[][] {new byte[100_000], bytes("\r\n\u001b%-12345X@PJL EOJ\r\n"), bytes("<html>".repeat(2000))
                }) {
            Candidate letter = read(joined(plain(), after), NO_OCR);

            assertThat(text(letter)).isEqualTo(LINE);
            assertThat(letter.findings()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%", "%%EO", "startxref\n0\n"})
    void endMarkMayBeMissing(String end) {
        Candidate letter = read(plain("/MediaBox[0 0 595 842]", end), NO_OCR);

        assertThat(text(letter)).isEqualTo(LINE);
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    void documentCutAfterItsTextIsReadAndSaysSo() {
        String whole = new String(plain(), java.nio.charset.StandardCharsets.ISO_8859_1);

        Candidate letter = read(bytes(whole.substring(0, whole.indexOf("trailer"))), NO_OCR);

        assertThat(text(letter)).isEqualTo(LINE);
        assertThat(letter.findings()).containsExactly(INCOMPLETE);
    }

    @Test
    void changeAtTheEndThatWasCutSaysSo() {
        byte[] changed = joined(plain(), bytes("\n9 0 obj\n<</Type/Annot"));

        Candidate letter = read(changed, NO_OCR);

        assertThat(text(letter)).isEqualTo(LINE);
        assertThat(letter.findings()).containsExactly(INCOMPLETE);
    }

    @Test
    void treeOfPagesThatIsLostIsRebuilt() {
        String whole = new String(plain(), java.nio.charset.StandardCharsets.ISO_8859_1);

        Candidate letter = read(bytes(whole.replace("/Kids[3 0 R]", "/Kids[ ]")), NO_OCR);

        assertThat(text(letter)).isEqualTo(LINE);
        assertThat(letter.findings()).containsExactly(INCOMPLETE);
    }

    @Test
    void documentsInOneFileAreOneLetter() {
        byte[] second = bytes(
                new String(plain(), java.nio.charset.StandardCharsets.ISO_8859_1).replace("five hours", "six weeks"));

        Candidate letter = read(joined(plain(), bytes("\n"), second), NO_OCR);

        assertThat(letter.view().at("/letter/pages").asInt()).isEqualTo(2);
        assertThat(text(letter)).contains("five hours", "six weeks");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/MediaBox[0 0 0 0]",
                "/MediaBox[]",
                "/MediaBox[595 842 0 0]",
                "/MediaBox[0 0 595 842]/CropBox[0 0 0 0]",
                "/MediaBox[0 0 595 842]/CropBox[900 900 1000 1000]",
                "/MediaBox[0 0 1e30 1e30]",
                "/MediaBox[-5 -5 -5 -5]/Rotate 45"
            })
    void boxesThatShowNothingAreReplaced(String boxes) throws IOException {
        byte[] drawn = joined(plain(boxes, "%%EOF"));
        AtomicReference<Integer> pixels = new AtomicReference<>(0);
        PageText ruler = (page, limit) -> {
            try {
                pixels.set(ImageIO.read(page.toFile()).getWidth());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return Optional.of(new PageText.Recognised("page", 1, 90));
        };

        assertThat(text(read(drawn, NO_OCR))).isEqualTo(LINE);

        String noFont = new String(drawn, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("(" + LINE + ") Tj", "0 0 m 200 200 l S" + " ".repeat(LINE.length() - 12));
        read(bytes(noFont), ruler);
        assertThat(pixels.get()).isGreaterThan(300);
    }

    @Test
    void textThatRunsUpwardsIsReadInItsLines() throws IOException {
        assertThat(text(read(ScanPdfs.textUpwards(), NO_OCR)))
                .isEqualTo("First line of the letter.\nThe second line.\nAnd the third one.");
    }

    @Test
    void filesInsideAreReported() throws IOException {
        for (byte[] pdf : new byte[][] {ScanPdfs.withAttachment(), ScanPdfs.withAttachmentOnPage()}) {
            Candidate letter = read(pdf, NO_OCR);

            assertThat(text(letter)).isEqualTo(LINE);
            assertThat(letter.view().at("/letter/pages").asInt()).isEqualTo(1);
            assertThat(letter.findings()).containsExactly(new Finding("RD-126", "/letter"));
        }
    }

    @Test
    void longStampOverScanIsNotTheLetter() throws IOException {
        String stamp = "Scanned by the device on the second floor at 2026-09-18 08:59, page 1 of 1";
        PageText recognised = (page, limit) -> Optional.of(new PageText.Recognised("我要投诉急诊科，等候五小时。\n" + stamp, 20, 90));

        Candidate letter = read(ScanPdfs.scan(PDRectangle.A4, ScanPictures.letter(), stamp), recognised);

        assertThat(text(letter)).contains("我要投诉", "second floor");
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    void hiddenTextThatThePageDoesNotShowIsMarked() throws IOException {
        Candidate letter = read(
                ScanPdfs.scan(
                        PDRectangle.A4,
                        ScanPictures.letter(),
                        "RBMERAS aly st SURAMeS ADEA aR ABR AVTAReCRosos FAW UAE EST A SRE LAR 13800000099"),
                CHINESE);

        assertThat(text(letter)).startsWith("我要投诉").contains("【以下为PDF隐藏文字，与页面显示不一致】\nRBMERAS");
        assertThat(letter.view().at("/found")).isEmpty();
        assertThat(letter.findings()).containsExactly(new Finding("RD-127", "/letter/pages/1"));
    }

    @Test
    void textLayerThatThePageShowsStands() throws IOException {
        PageText nearly = (page, limit) ->
                Optional.of(new PageText.Recognised(LINE.replace("five", "fiue").replace("room", "roorn"), 15, 88));

        Candidate letter = read(ScanPdfs.scan(PDRectangle.A4, ScanPictures.letter(), LINE), nearly);

        assertThat(text(letter)).isEqualTo(LINE);
        assertThat(letter.view().at("/letter/textFrom").asText()).isEqualTo("text-layer");
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    void textLayerThatReadsLikeNoLanguageIsDoubtful() {
        String western = new String(plain(), java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace(LINE, "\u00ce\u00d2\u00d2\u00aa\u00cd\u00b6\u00cb\u00df".repeat(9));

        Candidate letter = read(bytes(western), NO_OCR);

        assertThat(text(letter)).startsWith("【文字识别不可靠，请以扫描件为准】");
        assertThat(letter.view().at("/letter/imageOnly").asBoolean()).isTrue();
        assertThat(letter.findings()).containsExactly(new Finding("RD-122", "/letter/pages/1"));
    }

    @Test
    void pictureThatIsNotDecodedIsMissedWhateverElseThePageHas() throws IOException {
        byte[] jpx = ScanFixtures.object(
                "<</Type/XObject/Subtype/Image/Width 10/Height 10/Filter/JPXDecode", new byte[] {1, 2, 3});
        byte[] page = ScanFixtures.object(
                "<<", bytes("q 500 0 0 700 0 0 cm /I Do Q BT /F1 12 Tf 50 700 Td (" + LINE + ") Tj ET"));
        byte[] pdf = ScanFixtures.rawPdf(
                bytes("<</Type/Catalog/Pages 2 0 R>>"),
                bytes("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                bytes("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>"
                        + "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"),
                jpx,
                page);

        Candidate letter = read(pdf, NO_OCR);

        assertThat(text(letter)).isEqualTo(LINE);
        assertThat(letter.findings()).containsExactly(new Finding("RD-123", "/letter/pages/1"));
    }

    @Test
    void smallAndHugePagesAreDrawnSoThatTheyCanBeRead() throws IOException {
        AtomicReference<Integer> width = new AtomicReference<>(0);
        PageText ruler = (page, limit) -> {
            try {
                width.set(ImageIO.read(page.toFile()).getWidth());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return Optional.of(new PageText.Recognised("我要投诉急诊科", 3, 90));
        };

        read(ScanPdfs.scan(new PDRectangle(75, 50), ScanPictures.letter(), ""), ruler);
        assertThat(width.get()).isBetween(1400, 1600);

        read(ScanPdfs.hugePage(ScanPictures.letter()), ruler);
        assertThat(width.get()).isBetween(750, 4000);
    }

    private static String text(Candidate letter) {
        return letter.view().at("/letter/text").asText();
    }

    private Candidate read(byte[] pdf, PageText pageText) {
        ReadProperties properties = new ReadProperties(
                new ReadProperties.Ocr("tesseract", "chi_sim+eng", Duration.ofSeconds(30), 20, 100, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(1), Duration.ofMinutes(5), 1, DataSize.ofMegabytes(256)));
        return new ScanReader(
                        properties,
                        pageText,
                        new ReadScratch(folder.resolve("scratch")),
                        new DecoderHere(),
                        Clock.systemUTC())
                .read(ScanReaderTest.receipt(Content.of(pdf), ""), JsonNodeFactory.instance.objectNode())
                .candidates()
                .get(0);
    }
}
