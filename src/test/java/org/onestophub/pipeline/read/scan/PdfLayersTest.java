package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.pipeline.read.scan.ScanPdfs.LINE;
import static org.onestophub.pipeline.read.scan.ScanPdfs.bytes;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.Content;
import org.onestophub.problem.Problem;

/** When the text layer of a page is compared with what the page shows, and what is wrong with a PDF that is not opened. */
class PdfLayersTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"0, false", "99, false", "100, true", "200, true"})
    void layerOverAPictureOfAQuarterOfThePageNeedsALook(int height, boolean needsLook) throws IOException {
        assertThat(needsLook(pdf(height, LINE))).isEqualTo(needsLook);
    }

    @Test
    void layerThatIsNoLanguageNeedsALook() throws IOException {
        assertThat(needsLook(pdf(0, "bcdfghjklm".repeat(5)))).isTrue();
    }

    @Test
    void pageThatCannotBeDrawnIsNoDamageOfItsDocument() {
        try (ScannedPages pages = open(ScanPdfs.plain())) {
            assertThat(pages.mustDraw()).isFalse();
            assertThat(pages.count()).isEqualTo(1);
            assertThat(pages.problems()).isEmpty();
            assertThat(pages.picture(0).isWhole()).isTrue();
        }
    }

    @Test
    void documentThatIsCutBeforeItsPagesSaysThatItsEndIsMissing() {
        String whole = new String(ScanPdfs.plain(), StandardCharsets.ISO_8859_1);
        byte[] cut = bytes(whole.substring(0, whole.indexOf("2 0 obj")));
        byte[] damaged = bytes(whole.replace("/Type/Page", "/Type/None").replace("/Kids[3 0 R]", "/Kids[ ]"));

        assertThatThrownBy(() -> open(cut)).hasMessage("RD-103 end");
        assertThatThrownBy(() -> open(damaged)).hasMessageStartingWith("RD-103").hasMessageNotContaining("end");
    }

    @Test
    void treeOfPagesThatIsLostIsReported() {
        String whole = new String(ScanPdfs.plain(), StandardCharsets.ISO_8859_1);

        try (ScannedPages pages = open(bytes(whole.replace("/Kids[3 0 R]", "/Kids[ ]")))) {
            assertThat(pages.problems()).containsExactly(Problem.SCAN_INCOMPLETE);
            assertThat(pages.textLayer(0))
                    .hasValueSatisfying(
                            layer -> assertThat(layer.text().strip()).isEqualTo(LINE));
        }
    }

    @ParameterizedTest
    @CsvSource({"SMask, /ColorSpace/DeviceGray/BitsPerComponent 8", "Mask, /ImageMask true/BitsPerComponent 1"})
    void hugeMaskOfASmallPictureIsRefused(String kind, String entries) throws IOException {
        String image = "<</Type/XObject/Subtype/Image/Filter/FlateDecode";
        byte[] pdf = ScanFixtures.rawPdf(
                bytes("<</Type/Catalog/Pages 2 0 R>>"),
                bytes("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
                bytes(
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</XObject<</I 4 0 R>>>>>>"),
                ScanFixtures.object(
                        image + "/Width 10/Height 10/ColorSpace/DeviceGray/BitsPerComponent 8/" + kind + " 6 0 R",
                        ScanFixtures.deflatedZeros(100)),
                ScanFixtures.object("<<", bytes("q 500 0 0 700 0 0 cm /I Do Q")),
                ScanFixtures.object(image + "/Width 60000/Height 60000" + entries, ScanFixtures.deflatedZeros(100)));

        try (ScannedPages pages = open(pdf)) {
            assertThatThrownBy(() -> pages.picture(0)).hasMessage("RD-107 pixels");
        }
    }

    private boolean needsLook(byte[] pdf) {
        try (ScannedPages pages = open(pdf)) {
            return pages.textLayer(0).orElseThrow().needsLook();
        }
    }

    private ScannedPages open(byte[] pdf) {
        return PdfPages.open(new ScanSource(Content.of(pdf)), folder, 72);
    }

    /** A page of 400 by 200 points with a picture 200 points wide and so high. */
    private static byte[] pdf(int height, String text) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(400, 200));
            document.addPage(page);
            try (PDPageContentStream canvas = new PDPageContentStream(document, page)) {
                if (height > 0) {
                    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_GRAY);
                    canvas.drawImage(LosslessFactory.createFromImage(document, image), 0, 0, 200, height);
                }
                canvas.beginText();
                canvas.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 5);
                canvas.newLineAtOffset(20, 150);
                canvas.showText(text);
                canvas.endText();
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }
}
