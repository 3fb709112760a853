package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws PDF pages for recognition, with bounds on time, operators and the pictures on the page. */
final class PdfDrawing extends PDFRenderer {

    private static final float POINTS_PER_INCH = 72;

    private final ReadBudget budget;

    PdfDrawing(PDDocument document, ReadBudget budget) {
        super(document);
        this.budget = budget;
        // large pictures are thinned while they are read
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

    private final class BoundedDrawer extends PageDrawer {
        BoundedDrawer(PageDrawerParameters parameters) throws IOException {
            super(parameters);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            budget.operator();
            super.processOperator(operator, operands);
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

        // what PDFBox allocates follows from these numbers, not from the bytes there are
        private void check(PDImage image) {
            if (image != null) {
                ScanBounds.checkPage(image.getWidth(), image.getHeight(), 1);
            }
        }
    }
}
