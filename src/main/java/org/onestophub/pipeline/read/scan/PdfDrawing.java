package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.MissingImageReaderException;
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
    /** A page that is drawn with less than this part of the resolution is mostly empty: only its content is drawn. */
    private static final double COARSE = 0.5;
    /** Points around the content of such a page. */
    private static final float MARGIN = 20;
    /** A page with fewer pixels declares a box too small for its picture; A6 at 300 dpi has 2 million. */
    private static final double FEW_PIXELS = 2_000_000;
    /** Filters before which unpacking stops: their data is a JPEG file. */
    private static final List<String> JPEG =
            List.of(COSName.DCT_DECODE.getName(), COSName.DCT_DECODE_ABBREVIATION.getName());

    private boolean isWhole = true;

    PdfDrawing(PDDocument document) {
        super(document);
        // large pictures are subsampled while they are read
        setSubsamplingAllowed(true);
    }

    /** Page {@code index} (from 0) in grey at {@code dpi}, or less where that would be too many pixels. */
    BufferedImage drawn(PDPage page, int index, int dpi) throws IOException {
        PdfContent content = PdfContent.of(page);
        double wanted = dpi / POINTS_PER_INCH;
        if (most(page) < wanted * COARSE) {
            page.setCropBox(content.bounds(MARGIN));
        }
        if (wanted * wanted * squarePoints(page) < FEW_PIXELS) {
            wanted = Math.max(wanted, content.pixelsPerPoint());
        }
        return renderImage(index, (float) Math.min(wanted, most(page)), ImageType.GRAY);
    }

    /** False if a picture on a page drawn so far could not be decoded. */
    boolean isWhole() {
        return isWhole;
    }

    // pixels per point
    private static double most(PDPage page) {
        return Math.sqrt(ScanBounds.MAX_OCR_PIXELS / Math.max(1, squarePoints(page)));
    }

    private static double squarePoints(PDPage page) {
        PDRectangle box = page.getCropBox();
        return Math.abs((double) box.getWidth() * box.getHeight());
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        return new BoundedDrawer(parameters);
    }

    private final class BoundedDrawer extends PageDrawer {
        BoundedDrawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        public void drawImage(PDImage image) throws IOException {
            // damaged data; the rest of the page counts
            boolean isDrawn = LibraryEdge.succeeds(() -> {
                check(image);
                if (image instanceof PDImageXObject object) {
                    check(object.getSoftMask());
                    check(object.getMask());
                }
                super.drawImage(image);
                return true;
            });
            isWhole = isWhole && isDrawn;
        }

        // a picture whose format is not decoded fails before it is drawn
        @Override
        protected void operatorException(Operator operator, List<COSBase> operands, IOException e) throws IOException {
            if (e instanceof MissingImageReaderException) {
                isWhole = false;
            }
            super.operatorException(operator, operands, e);
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
