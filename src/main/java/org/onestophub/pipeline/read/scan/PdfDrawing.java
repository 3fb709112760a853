package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws PDF pages for recognition, with bounds on the pictures on the page. */
final class PdfDrawing extends PDFRenderer {

    private static final float POINTS_PER_INCH = 72;
    /** Filters before which unpacking stops: their data is a JPEG file. */
    private static final List<String> JPEG =
            List.of(COSName.DCT_DECODE.getName(), COSName.DCT_DECODE_ABBREVIATION.getName());

    PdfDrawing(PDDocument document) {
        super(document);
        // large pictures are subsampled while they are read
        setSubsamplingAllowed(true);
    }

    /** Page {@code index} (from 0) in grey at {@code dpi}, or less where that would be too many pixels. */
    BufferedImage drawn(PDPage page, int index, int dpi) throws IOException {
        PDRectangle box = page.getCropBox();
        double squarePoints = Math.abs((double) box.getWidth() * box.getHeight());
        double most = Math.sqrt(ScanBounds.MAX_OCR_PIXELS / Math.max(1, squarePoints));
        float scale = (float) Math.min(dpi / POINTS_PER_INCH, most);
        return renderImage(index, scale, ImageType.GRAY);
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new BoundedDrawer(parameters);
    }

    private static final class BoundedDrawer extends PageDrawer {
        BoundedDrawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        public void drawImage(PDImage image) throws IOException {
            check(image);
            if (image instanceof PDImageXObject object) {
                check(object.getSoftMask());
                check(object.getMask());
            }
            super.drawImage(image);
        }

        // PDFBox allocates by these numbers, not by the bytes present
        private static void check(PDImage image) throws IOException {
            if (image == null) {
                return;
            }
            ScanBounds.checkPage(image.getWidth(), image.getHeight(), 1);
            if ("jpg".equals(image.getSuffix())) {
                // the decoder allocates by the header of the JPEG, whatever the PDF says
                try (InputStream jpeg = image.createInputStream(JPEG)) {
                    JpegStructure.check(jpeg);
                }
            }
        }
    }
}
