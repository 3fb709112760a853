package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found out about a page of a PDF without drawing it, and how large it is drawn. */
class PdfPageTest {

    private final PDDocument document = new PDDocument();

    @AfterEach
    void close() throws IOException {
        document.close();
    }

    @Test
    void pictureCoversItsPartOfThePage() throws IOException {
        PdfContent content = PdfContent.of(page(400, 200, canvas -> picture(canvas, 40, 20, 100, 50, 200, 100)));

        assertThat(content.pictureShare()).isCloseTo(0.25, within(1e-6));
        assertThat(content.pixelsPerPoint()).isCloseTo(0.2, within(1e-6));
        assertThat(content.isTurned()).isFalse();
        assertBox(content.bounds(10), 90, 40, 220, 120);
    }

    @Test
    void onlyWhatLiesOnThePageCounts() throws IOException {
        PdfContent content = PdfContent.of(page(400, 200, canvas -> {
            picture(canvas, 40, 20, 300, 100, 200, 200);
            picture(canvas, 400, 10, 1_000, 1_000, 100, 50);
        }));

        assertThat(content.pictureShare()).isCloseTo(0.125, within(1e-6));
        assertThat(content.pixelsPerPoint()).as("of the finest").isCloseTo(4, within(1e-6));
        assertBox(content.bounds(10), 290, 90, 110, 110);
    }

    @Test
    void picturesOverEachOtherCoverNoMoreThanThePage() throws IOException {
        PdfContent content = PdfContent.of(page(400, 200, canvas -> {
            picture(canvas, 4, 2, 0, 0, 400, 200);
            picture(canvas, 4, 2, 0, 0, 400, 200);
        }));

        assertThat(content.pictureShare()).isEqualTo(1);
    }

    @Test
    void pageWithoutAnythingHasItsOwnBox() throws IOException {
        PdfContent content = PdfContent.of(page(400, 200, canvas -> {}));

        assertThat(content.pictureShare()).isZero();
        assertThat(content.pixelsPerPoint()).isZero();
        assertBox(content.bounds(10), 0, 0, 400, 200);
        assertBox(
                PdfContent.of(page(400, 200, canvas -> picture(canvas, 4, 2, 900, 900, 10, 10)))
                        .bounds(10),
                0,
                0,
                400,
                200);
    }

    @Test
    void lettersAreInTheBoxWithTheirSize() throws IOException {
        PdfContent content = PdfContent.of(page(400, 200, canvas -> text(canvas, 0, "x")));

        assertBox(content.bounds(0), 90, 90, 20, 20);
        assertBox(content.bounds(5), 85, 85, 30, 30);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, false",
        "44, 0, false",
        "46, 0, true",
        "90, 0, true",
        "90, 90, false",
        "0, 90, true",
        "180, 0, true",
        "-46, 0, true",
        "-44, 0, false",
        "270, 270, false"
    })
    void letterIsTurnedIfItDoesNotRunToTheRight(int degrees, int rotation, boolean turned) throws IOException {
        PDPage page = page(400, 200, canvas -> text(canvas, degrees, "abc"));
        page.setRotation(rotation);

        assertThat(PdfContent.of(page).isTurned()).isEqualTo(turned);
    }

    @Test
    void pageIsTurnedIfMostOfItsLettersAre() throws IOException {
        assertThat(PdfContent.of(page(400, 200, canvas -> {
                            text(canvas, 0, "ab");
                            text(canvas, 90, "cd");
                        }))
                        .isTurned())
                .isFalse();
        assertThat(PdfContent.of(page(400, 200, canvas -> {
                            text(canvas, 0, "ab");
                            text(canvas, 90, "cde");
                        }))
                        .isTurned())
                .isTrue();
    }

    @Test
    void pageIsDrawnAtTheResolutionAskedForAndAtMostWithTwentyMillionPixels() throws IOException {
        assertDrawn(page(1_440, 1_008, canvas -> text(canvas, 0, "x")), 100, 2_000, 1_400);
        assertDrawn(page(1_440, 1_008, canvas -> text(canvas, 0, "x")), 400, 5_345, 3_741);
    }

    @Test
    void mostlyEmptyPageIsCutToItsContent() throws IOException {
        // 14,400 points at 72 dpi would be 207 million pixels, and less than half of the resolution is no page
        assertDrawn(page(14_400, 14_400, canvas -> text(canvas, 0, "x")), 72, 60, 60);
    }

    @Test
    void pageTooSmallForItsPictureIsDrawnAsFineAsThePicture() throws IOException {
        assertDrawn(page(72, 36, canvas -> picture(canvas, 720, 360, 0, 0, 72, 36)), 100, 720, 360);
        assertDrawn(page(72, 36, canvas -> text(canvas, 0, "x")), 100, 100, 50);
    }

    @Test
    void pictureAmongTheResourcesIsFoundInFormsThreeDeep() throws IOException {
        PDPage page = page(400, 200, canvas -> picture(canvas, 4, 2, 0, 0, 4, 2));
        COSDictionary resources = page.getResources().getCOSObject();

        for (int depth = 0; depth <= 3; depth++) {
            assertThat(PdfPictures.has(page)).as("%d forms", depth).isTrue();
            COSDictionary form = new COSDictionary();
            form.setItem(COSName.SUBTYPE, COSName.FORM);
            form.setItem(COSName.RESOURCES, resources);
            COSDictionary objects = new COSDictionary();
            objects.setItem(COSName.getPDFName("F"), form);
            resources = new COSDictionary();
            resources.setItem(COSName.XOBJECT, objects);
            page.setResources(new PDResources(resources));
        }
        assertThat(PdfPictures.has(page)).as("deeper is layout").isFalse();
        assertThat(PdfPictures.has(page(4, 4, canvas -> {}))).isFalse();
        assertThat(PdfPictures.has(new PDPage())).isFalse();
    }

    @Test
    void boxThatShowsNothingBecomesAPageAndOthersStand() {
        PDPage small = new PDPage(new PDRectangle(3, 3));
        small.setCropBox(new PDRectangle(0.5f, 0.5f, 1, 1));
        PDPage tiny = new PDPage(new PDRectangle(2.9f, 500));
        PDPage flat = new PDPage(new PDRectangle(500, 2.9f));
        List.of(small, tiny, flat).forEach(document::addPage);

        PdfTree tree = PdfTree.of(document);

        assertThat(tree.isWhole()).isTrue();
        assertThat(tree.hasFilesInside()).isFalse();
        assertBox(tree.pages().get(0).getMediaBox(), 0, 0, 3, 3);
        assertBox(tree.pages().get(0).getCropBox(), 0, 0, 3, 3);
        for (int i = 1; i < 3; i++) {
            assertThat(tree.pages().get(i).getMediaBox().getWidth()).isEqualTo(PDRectangle.A4.getWidth());
            assertThat(tree.pages().get(i).getCropBox().getHeight()).isEqualTo(PDRectangle.A4.getHeight());
        }
        assertThat(document.getNumberOfPages()).isEqualTo(3);
    }

    @Test
    void documentHasUpTo200Pages() {
        for (int i = 0; i < 200; i++) {
            document.addPage(new PDPage());
        }
        assertThat(PdfTree.of(document).pages()).hasSize(200);

        document.addPage(new PDPage());
        assertThatThrownBy(() -> PdfTree.of(document)).hasMessage("RD-107 pages");
    }

    @Test
    void filesAreInsideAPortfolioOrAnnotatedOnAPage() {
        document.addPage(new PDPage());
        COSArray notes = new COSArray();
        COSDictionary note = new COSDictionary();
        note.setItem(COSName.SUBTYPE, COSName.getPDFName("Link"));
        notes.add(note);
        document.getPage(0).getCOSObject().setItem(COSName.ANNOTS, notes);
        COSDictionary root = document.getDocumentCatalog().getCOSObject();
        root.setItem(COSName.NAMES, new COSDictionary());
        assertThat(PdfTree.of(document).hasFilesInside()).isFalse();

        root.setItem(COSName.getPDFName("Collection"), new COSDictionary());
        assertThat(PdfTree.of(document).hasFilesInside()).isTrue();
        root.removeItem(COSName.getPDFName("Collection"));

        note.setItem(COSName.SUBTYPE, COSName.getPDFName("FileAttachment"));
        assertThat(PdfTree.of(document).hasFilesInside()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | false | true",
                "1 | false | true",
                "- | false | false",
                "a\ue000 | false | false",
                "ab\ue000 | false | true",
                "a\ufffd | false | false",
                "a\u0378 | false | false",
                "49 | true | false",
                "50 | true | true"
            })
    void textIsRealIfMostOfItIsLetters(String text, boolean overPicture, boolean isReal) {
        String written = overPicture ? "a".repeat(Integer.parseInt(text)) : text;

        assertThat(PdfText.isReal(written, overPicture)).isEqualTo(isReal);
        assertThat(PdfText.isReal("a\n\t \n\n\n", false)).isTrue();
        assertThat(PdfText.isReal("a\u0001", false)).isFalse();
    }

    @Test
    void wordsWithoutVowelsAndLettersOfTheWestAreNoLanguage() {
        String consonants = "bcdfghjklm".repeat(5);
        assertThat(PdfText.isLikeLanguage(consonants)).isFalse();
        assertThat(PdfText.isLikeLanguage(consonants.substring(1)))
                .as("49 letters")
                .isTrue();
        assertThat(PdfText.isLikeLanguage(consonants.substring(2) + "aeiouAEI"))
                .as("one in seven")
                .isTrue();
        assertThat(PdfText.isLikeLanguage(consonants.substring(1) + "aeiouAEI")).isFalse();
        assertThat(PdfText.isLikeLanguage(consonants + "投".repeat(50)))
                .as("half of it")
                .isTrue();
        assertThat(PdfText.isLikeLanguage(consonants + "投".repeat(49))).isFalse();

        assertThat(PdfText.isLikeLanguage("Ä" + "ab")).as("a third").isTrue();
        assertThat(PdfText.isLikeLanguage("ÄÖ" + "abc")).isFalse();
        assertThat(PdfText.isLikeLanguage("\u00a1" + "ab")).isFalse();
        assertThat(PdfText.isLikeLanguage("\u00a0\u0250" + "ab")).isTrue();
        assertThat(PdfText.isLikeLanguage("\u024f" + "a")).isFalse();
        assertThat(PdfText.isLikeLanguage("")).isTrue();
    }

    private void assertDrawn(PDPage page, int dpi, int width, int height) throws IOException {
        BufferedImage image =
                new PdfDrawing(document).drawn(page, document.getPages().indexOf(page), dpi);

        assertThat(image.getWidth()).isCloseTo(width, within(1));
        assertThat(image.getHeight()).isCloseTo(height, within(1));
        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
    }

    private static void assertBox(PDRectangle box, float x, float y, float width, float height) {
        assertThat(box.getLowerLeftX()).isCloseTo(x, within(0.01f));
        assertThat(box.getLowerLeftY()).isCloseTo(y, within(0.01f));
        assertThat(box.getWidth()).isCloseTo(width, within(0.01f));
        assertThat(box.getHeight()).isCloseTo(height, within(0.01f));
    }

    /** Work on the canvas of a page. */
    private interface Drawing {
        void on(PDPageContentStream canvas) throws IOException;
    }

    private PDPage page(float width, float height, Drawing drawing) throws IOException {
        PDPage page = new PDPage(new PDRectangle(width, height));
        document.addPage(page);
        try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
            drawing.on(canvas);
        }
        return page;
    }

    private void picture(PDPageContentStream canvas, int pixels, int rows, float x, float y, float width, float height)
            throws IOException {
        BufferedImage image = new BufferedImage(pixels, rows, BufferedImage.TYPE_BYTE_GRAY);
        canvas.drawImage(LosslessFactory.createFromImage(document, image), x, y, width, height);
    }

    /** Letters of 10 points from 100, 100. */
    private static void text(PDPageContentStream canvas, int degrees, String text) throws IOException {
        canvas.beginText();
        canvas.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
        canvas.setTextMatrix(Matrix.getRotateInstance(Math.toRadians(degrees), 100, 100));
        canvas.showText(text);
        canvas.endText();
    }
}
