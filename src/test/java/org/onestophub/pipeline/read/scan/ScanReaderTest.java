package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.unit.DataSize;

class ScanReaderTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-18T01:02:03Z"), ZoneOffset.UTC);
    private static final String LINE = "I waited five hours in the emergency room and nobody spoke to me at all.";
    private static final PageText NO_OCR = (page, limit) -> Optional.empty();
    private static final PageText OCR =
            (page, limit) -> Optional.of(new PageText.Recognised("住院号：A0001234 13800000012", 2, 80));

    @TempDir
    Path folder;

    @Test
    void textLayerOfPdfIsTheText() throws IOException {
        Candidate letter = read(ScanFixtures.textPdf(2, LINE), NO_OCR);

        assertThat(letter.key()).isEqualTo("letter:" + "ab".repeat(32));
        assertThat(letter.view().at("/letter/textFrom").asText()).isEqualTo("text-layer");
        assertThat(letter.view().at("/letter/text").asText()).isEqualTo(LINE + "\n\n" + LINE);
        assertThat(letter.view().at("/letter/pages").asInt()).isEqualTo(2);
        assertThat(letter.view().at("/letter/imageOnly").asBoolean()).isFalse();
        assertThat(letter.view().at("/letter/mediaType").asText()).isEqualTo("application/pdf");
        assertThat(letter.findings()).isEmpty();
    }

    @Test
    void stampOverPictureIsNoText() throws IOException {
        Candidate letter = read(ScanFixtures.imagePdf("Scanned 2026-09-18"), OCR);

        assertThat(letter.view().at("/letter/textFrom").asText()).isEqualTo("ocr");
        assertThat(letter.view().at("/letter/ocrConfidence").asDouble()).isEqualTo(80.0);
    }

    @Test
    void textOverPictureIsTheText() throws IOException {
        Candidate letter = read(ScanFixtures.imagePdf(LINE), NO_OCR);

        assertThat(letter.view().at("/letter/textFrom").asText()).isEqualTo("text-layer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp-is-none"})
    void imageIsRecognised(String format) throws IOException {
        if (format.equals("bmp-is-none")) {
            assertProblem(ScanFixtures.image("bmp"), Problem.TYPE_UNSUPPORTED);
            return;
        }
        Candidate letter = read(ScanFixtures.image(format), OCR);

        assertThat(letter.view().at("/letter/text").asText()).startsWith("住院号");
        assertThat(letter.view().at("/found").toString())
                .isEqualTo(
                        "[{\"kind\":\"phone\",\"value\":\"13800000012\"},{\"kind\":\"visit-number\",\"value\":\"A0001234\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CCITT T.6", "LZW", "ZLib", "PackBits", "None"})
    void everyPageOfTiffIsRecognised(String compression) throws IOException {
        Candidate letter = read(ScanFixtures.tiff(3, compression), OCR);

        assertThat(letter.view().at("/letter/pages").asInt()).isEqualTo(3);
        assertThat(letter.view().at("/letter/text").asText().split("\n\n")).hasSize(3);
        assertThat(letter.view().at("/letter/mediaType").asText()).isEqualTo("image/tiff");
    }

    @Test
    void bigTiffIsRead() throws IOException {
        byte[] big = ScanFixtures.tiff(2, "LZW", "BigTIFF");

        assertThat(big[2] + big[3]).isEqualTo(43);
        assertThat(read(big, OCR).view().at("/letter/pages").asInt()).isEqualTo(2);
    }

    @Test
    void letterWithoutRecognitionIsImageOnly() throws IOException {
        Candidate letter = read(ScanFixtures.image("png"), NO_OCR);

        assertThat(letter.isSound()).isTrue();
        assertThat(letter.view().at("/letter/imageOnly").asBoolean()).isTrue();
        assertThat(letter.view().at("/letter/textFrom").asText()).isEqualTo("none");
        assertThat(letter.view().at("/letter").has("text")).isFalse();
        assertThat(letter.findings()).containsExactly(new Finding("RD-301", "/letter/text"));
    }

    @Test
    void photographWithStrayCharactersIsImageOnly() throws IOException {
        Candidate letter =
                read(ScanFixtures.image("jpg"), (page, limit) -> Optional.of(new PageText.Recognised("~ i", 2, 12)));

        assertThat(letter.view().at("/letter/imageOnly").asBoolean()).isTrue();
        assertThat(letter.findings()).extracting(Finding::code).containsExactly("RD-301");
    }

    @Test
    void textBeyondTheBoundIsCutAndTold() throws IOException {
        String page = "投诉".repeat(40_000);
        Candidate letter =
                read(ScanFixtures.tiff(2, "LZW"), (image, limit) -> Optional.of(new PageText.Recognised(page, 1, 90)));

        assertThat(letter.view().at("/letter/text").asText()).hasSize(100_000);
        assertThat(letter.findings()).containsExactly(new Finding("RD-107", "/letter/text"));
    }

    @Test
    void originalFileIsPartOne() throws IOException {
        byte[] bytes = ScanFixtures.image("png");
        Receipt receipt = receipt(Content.of(bytes), "C:\\scan\\SMFP260918085900_0001.TIF");
        ScanReader reader = reader(NO_OCR);

        Candidate letter = reader.read(receipt, options()).candidates().get(0);

        assertThat(letter.parts()).hasSize(1);
        assertThat(letter.parts().get(0).number()).isEqualTo("1");
        assertThat(letter.parts().get(0).mediaType()).isEqualTo("image/png");
        assertThat(letter.parts().get(0).name()).isEqualTo("SMFP260918085900_0001.TIF");
        assertThat(letter.view().at("/transport/deviceTime").asText()).isEqualTo("2026-09-18T08:59");
        assertThat(reader.part(receipt, options(), "1").bytes(1000)).isEqualTo(bytes);
        assertThatThrownBy(() -> reader.part(receipt, options(), "2")).hasMessage("AC-103 part");
    }

    @Test
    void fileOnDiskIsReadLikeBytesInMemory() throws IOException {
        for (byte[] bytes : new byte[][] {
            ScanFixtures.textPdf(1, LINE),
            ScanFixtures.image("png"),
            ScanFixtures.image("jpg"),
            ScanFixtures.tiff(2, "LZW")
        }) {
            Path file = Files.write(folder.resolve("scan"), bytes);

            JsonNode fromFile = read(Content.of(file), OCR).view();

            assertThat(fromFile).isEqualTo(read(bytes, OCR).view());
        }
    }

    @Test
    void passwordIsAskedFor() throws IOException {
        assertProblem(ScanFixtures.encryptedPdf("user-password"), Problem.ENCRYPTED);
    }

    @Test
    void pdfProtectedOnlyAgainstChangesIsRead() throws IOException {
        assertThat(read(ScanFixtures.encryptedPdf(""), NO_OCR)
                        .view()
                        .at("/letter/textFrom")
                        .asText())
                .isEqualTo("text-layer");
    }

    @Test
    void nothingIsEmpty() {
        assertProblem(new byte[0], Problem.EMPTY);
    }

    @Test
    void nameDoesNotMakeTheType() {
        assertProblem(ScanFixtures.latin("<html><body>%PDF-1.7</body></html>"), Problem.TYPE_UNSUPPORTED);
        assertProblem(ScanFixtures.latin("PK\u0003\u0004 zip"), Problem.TYPE_UNSUPPORTED);
    }

    @Test
    void cutFilesAreCorruptOrSaySo() throws IOException {
        for (byte[] whole : new byte[][] {
            ScanFixtures.textPdf(1, LINE),
            ScanFixtures.image("png"),
            ScanFixtures.image("jpg"),
            ScanFixtures.tiff(2, "None"),
            ScanFixtures.tiff(2, "CCITT T.6")
        }) {
            for (int part = 2; part < 10; part++) {
                assertCutIsNoticed(Arrays.copyOf(whole, whole.length * part / 10));
            }
        }
    }

    private void assertCutIsNoticed(byte[] cut) {
        Candidate letter;
        try {
            letter = read(cut, OCR);
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(Problem.CORRUPT);
            return;
        }
        assertThat(letter.findings())
                .containsAnyOf(new Finding("RD-124", "/letter"), new Finding("RD-123", "/letter/pages/2"));
        assertThat(letter.view().at("/letter/text").asText()).isNotEmpty();
    }

    @Test
    void cutPictureOfOnePageIsCorrupt() throws IOException {
        for (byte[] whole :
                new byte[][] {ScanFixtures.image("png"), ScanFixtures.image("jpg"), ScanFixtures.tiff(1, "LZW")}) {
            for (int part = 2; part < 10; part++) {
                assertProblem(Arrays.copyOf(whole, whole.length * part / 10), Problem.CORRUPT);
            }
        }
    }

    @Test
    void pdfWithoutPagesIsCorrupt() throws IOException {
        assertProblem(ScanFixtures.emptyPdf(), Problem.CORRUPT);
    }

    @Test
    void tooManyPagesAreRefused() throws IOException {
        assertProblem(ScanFixtures.textPdf(201, "x"), Problem.BOUNDS_EXCEEDED);
        assertProblem(ScanFixtures.tiff(201, "PackBits"), Problem.BOUNDS_EXCEEDED);
    }

    @Test
    void largeFileIsRefusedUnread() {
        assertProblem(new byte[2 << 20], Problem.BOUNDS_EXCEEDED);
    }

    @Test
    void profileWithOptionsIsInvalid() {
        assertThatThrownBy(() -> reader(NO_OCR)
                        .read(
                                receipt(Content.of(new byte[1]), ""),
                                JsonNodeFactory.instance.objectNode().put("dpi", 1)))
                .hasMessage("RD-201 dpi");
    }

    @Test
    void hugeDeclaredSizesAreRefusedBeforeDecoding() throws IOException {
        assertProblem(ScanFixtures.pngDeclaring(60_000, 60_000), Problem.BOUNDS_EXCEEDED);
        assertProblem(ScanFixtures.pngDeclaring(Integer.MAX_VALUE, Integer.MAX_VALUE), Problem.BOUNDS_EXCEEDED);
        assertProblem(ScanFixtures.pngDeclaring(0, 10), Problem.CORRUPT);
        assertProblem(ScanFixtures.jpegDeclaring(65_500, 65_500), Problem.BOUNDS_EXCEEDED);
        assertProblem(hugeTiff(100_000, 100_000), Problem.BOUNDS_EXCEEDED);
        assertProblem(hugeTiff(0xFFFFFFFFL, 0xFFFFFFFFL), Problem.BOUNDS_EXCEEDED);
    }

    @Test
    void hugeTileOfSmallTiffIsRefused() {
        assertProblem(
                ScanFixtures.rawTiff(
                        0,
                        new long[] {256, 4, 1, 10},
                        new long[] {257, 4, 1, 10},
                        new long[] {322, 4, 1, 60_000},
                        new long[] {323, 4, 1, 60_000},
                        new long[] {324, 4, 1, 500},
                        new long[] {325, 4, 1, 10}),
                Problem.BOUNDS_EXCEEDED);
    }

    @Test
    void tiffLeadingInCirclesIsCorrupt() {
        long[][] entries = {{256, 4, 1, 10}, {257, 4, 1, 10}, {258, 3, 1, 1}, {273, 4, 1, 500}, {279, 4, 1, 20}};

        assertProblem(ScanFixtures.rawTiff(8, entries), Problem.CORRUPT);
    }

    @Test
    void tiffWithMoreValuesThanBytesIsCorrupt() {
        assertProblem(ScanFixtures.rawTiff(0, new long[] {273, 4, 0x7FFFFFFF, 500}), Problem.CORRUPT);
    }

    @Test
    void hugePictureInPdfIsRefused() throws IOException {
        String resources = "/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>>>";
        byte[] declared = ScanFixtures.object(
                "<</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
                        + "/Filter/FlateDecode",
                ScanFixtures.deflatedZeros(1000));
        byte[] jpeg = ScanFixtures.object(
                "<</Type/XObject/Subtype/Image/Width 10/Height 10/ColorSpace/DeviceRGB/BitsPerComponent 8"
                        + "/Filter/DCTDecode",
                ScanFixtures.jpegDeclaring(65_500, 65_500));

        assertProblem(ScanFixtures.pdfOfStream(resources, declared), Problem.BOUNDS_EXCEEDED);
        assertProblem(ScanFixtures.pdfOfStream(resources, jpeg), Problem.BOUNDS_EXCEEDED);
    }

    @Test
    void pictureNobodyDecodesLeavesTheLetterAsImage() throws IOException {
        byte[] jpx = ScanFixtures.object(
                "<</Type/XObject/Subtype/Image/Width 10/Height 10/Filter/JPXDecode", new byte[] {1, 2, 3});

        Candidate letter =
                read(ScanFixtures.pdfOfStream("/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>>>", jpx), NO_OCR);

        assertThat(letter.view().at("/letter/imageOnly").asBoolean()).isTrue();
    }

    @Test
    void deeplyNestedObjectsEndAsAProblem() throws IOException {
        byte[] nested = ScanFixtures.latin("[".repeat(300_000) + "]".repeat(300_000));

        assertThatThrownBy(() -> read(
                        ScanFixtures.rawPdf(
                                ScanFixtures.latin("<</Type/Catalog/Pages 2 0 R/X 3 0 R>>"), nested, nested),
                        NO_OCR))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isIn(Problem.CORRUPT, Problem.BOUNDS_EXCEEDED));
    }

    @Test
    void timeIsBounded() throws IOException {
        ScanReader reader = reader(NO_OCR, new AdvancingClock(Duration.ofSeconds(2)), DataSize.ofMegabytes(1));

        assertThatThrownBy(() -> reader.read(receipt(Content.of(ScanFixtures.textPdf(100, LINE)), ""), options()))
                .hasMessage("RD-107 time");
    }

    @Test
    void recognitionEndsBeforeTheTimeDoes() throws IOException {
        AdvancingClock clock = new AdvancingClock(Duration.ofMillis(10));
        PageText slow = (page, limit) -> {
            clock.pass(Duration.ofSeconds(40));
            return Optional.of(new PageText.Recognised("我要投诉", 1, 90));
        };

        Candidate letter = reader(slow, clock, DataSize.ofMegabytes(1))
                .read(receipt(Content.of(ScanFixtures.tiff(5, "LZW")), ""), options())
                .candidates()
                .get(0);

        assertThat(letter.view().at("/letter/text").asText()).isEqualTo("我要投诉\n\n我要投诉");
        assertThat(letter.findings())
                .containsExactly(new Finding("RD-301", "/letter/text"), new Finding("RD-123", "/letter/pages/3-5"));
    }

    @Test
    void nothingIsLeftInTheScratchFolder() throws IOException {
        read(ScanFixtures.textPdf(2, LINE), OCR);
        assertProblem(ScanFixtures.encryptedPdf("user-password"), Problem.ENCRYPTED);

        try (var left = Files.list(folder.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    private static byte[] hugeTiff(long width, long height) {
        return ScanFixtures.rawTiff(
                0,
                new long[] {256, 4, 1, width},
                new long[] {257, 4, 1, height},
                new long[] {258, 3, 1, 1},
                new long[] {273, 4, 1, 500},
                new long[] {279, 4, 1, 20});
    }

    private void assertProblem(byte[] bytes, Problem problem) {
        assertProblem(bytes, problem, DataSize.ofMegabytes(1));
    }

    private void assertProblem(byte[] bytes, Problem problem, DataSize maxSize) {
        assertThatThrownBy(() -> reader(OCR, CLOCK, maxSize).read(receipt(Content.of(bytes), ""), options()))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private Candidate read(byte[] bytes, PageText pageText) {
        return read(Content.of(bytes), pageText);
    }

    private Candidate read(Content content, PageText pageText) {
        return reader(pageText)
                .read(receipt(content, ""), options())
                .candidates()
                .get(0);
    }

    private ScanReader reader(PageText pageText) {
        return reader(pageText, CLOCK, DataSize.ofMegabytes(1));
    }

    private ScanReader reader(PageText pageText, Clock clock, DataSize maxSize) {
        ReadProperties properties = new ReadProperties(
                new ReadProperties.Ocr("tesseract", "chi_sim+eng", Duration.ofSeconds(30), 20, 100, 70),
                new ReadProperties.Scan(maxSize, Duration.ofSeconds(100), 1, DataSize.ofMegabytes(256)));
        return new ScanReader(
                properties, pageText, new ReadScratch(folder.resolve("scratch")), new DecoderHere(), clock);
    }

    private static JsonNode options() {
        return JsonNodeFactory.instance.objectNode();
    }

    static Receipt receipt(Content content, String fileName) {
        return new Receipt(
                1,
                "",
                "letter-folder",
                "letter",
                "key",
                "ab".repeat(32),
                CLOCK.instant(),
                Map.of("fileName", fileName),
                content);
    }

    @Test
    void fileOfExactlyTheLargestSizeIsRead() throws IOException {
        byte[] png = ScanFixtures.image("png");

        assertThat(reader(OCR, CLOCK, DataSize.ofBytes(png.length))
                        .read(receipt(Content.of(png), ""), options())
                        .candidates())
                .hasSize(1);
        assertProblem(png, Problem.BOUNDS_EXCEEDED, DataSize.ofBytes(png.length - 1));
    }

    @Test
    void eachPageSaysWhatIsOddAboutIt() throws IOException {
        PageText turned = (page, limit) -> Optional.of(new PageText.Recognised("我要投诉", 2, 60).after(90));

        JsonNode page = read(ScanFixtures.image("png"), turned).view().at("/letter/eachPage/0");

        assertThat(page.toString())
                .isEqualTo(
                        "{\"number\":1,\"textFrom\":\"ocr\",\"ocrConfidence\":60.0,\"doubtful\":true,\"turnedByText\":90}");
        assertThat(read(ScanFixtures.image("png"), NO_OCR)
                        .view()
                        .at("/letter/eachPage/0")
                        .toString())
                .isEqualTo("{\"number\":1,\"textFrom\":\"none\",\"unread\":true}");
    }

    @Test
    void nameOfAFileIsTheLastStepOfItsPath() {
        assertThat(ScanReader.fileName("a/b\\c.pdf")).isEqualTo("c.pdf");
        assertThat(ScanReader.fileName("a\\b/c.pdf")).isEqualTo("c.pdf");
        assertThat(ScanReader.fileName("c.pdf")).isEqualTo("c.pdf");
        assertThat(ScanReader.fileName("x".repeat(300))).hasSize(255);
    }
}
