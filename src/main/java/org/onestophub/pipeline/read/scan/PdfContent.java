package org.onestophub.pipeline.read.scan;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.MissingImageReaderException;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/** Where the pictures and the letters of a PDF page lie, found without drawing or decoding any. In points, unrotated. */
final class PdfContent extends PDFGraphicsStreamEngine {

    private final PDRectangle box;
    private final int rotation;
    private @Nullable Rectangle2D bounds;
    private double pictureArea;
    private double pixelsPerPoint;
    private int glyphs;
    private int turnedGlyphs;

    private PdfContent(PDPage page) {
        super(page);
        this.box = page.getCropBox();
        this.rotation = page.getRotation();
    }

    /** The content of {@code page}. */
    static PdfContent of(PDPage page) throws IOException {
        PdfContent content = new PdfContent(page);
        content.processPage(page);
        return content;
    }

    /** The part of the page that pictures cover, 0–1; pictures over each other count twice. */
    double pictureShare() {
        double area = (double) box.getWidth() * box.getHeight();
        return area <= 0 ? 0 : Math.min(1, pictureArea / area);
    }

    /** The pixels per point of the finest picture; 0 without pictures. */
    double pixelsPerPoint() {
        return pixelsPerPoint;
    }

    /** True if most letters do not run from left to right on the page as it is shown. */
    boolean isTurned() {
        return 2 * turnedGlyphs > glyphs;
    }

    /** The smallest box around pictures and letters with a margin, within the page; the page's own box without any. */
    PDRectangle bounds(float margin) {
        if (bounds == null) {
            return box;
        }
        Rectangle2D page =
                new Rectangle2D.Float(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight());
        Rectangle2D within = page.createIntersection(new Rectangle2D.Double(
                bounds.getX() - margin,
                bounds.getY() - margin,
                bounds.getWidth() + 2 * margin,
                bounds.getHeight() + 2 * margin));
        return within.isEmpty()
                ? box
                : new PDRectangle((float) within.getX(), (float) within.getY(), (float) within.getWidth(), (float)
                        within.getHeight());
    }

    @Override
    public void drawImage(PDImage image) {
        Matrix matrix = getGraphicsState().getCurrentTransformationMatrix();
        Rectangle2D place = matrix.createAffineTransform()
                .createTransformedShape(new Rectangle2D.Double(0, 0, 1, 1))
                .getBounds2D();
        include(place);
        Rectangle2D seen = place.createIntersection(
                new Rectangle2D.Float(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight()));
        pictureArea += seen.isEmpty() ? 0 : seen.getWidth() * seen.getHeight();
        double side = Math.max(place.getWidth(), place.getHeight());
        if (side > 0) {
            pixelsPerPoint = Math.max(pixelsPerPoint, Math.max(image.getWidth(), image.getHeight()) / side);
        }
    }

    @Override
    protected void showGlyph(Matrix place, PDFont font, int code, Vector displacement) {
        double size = Math.hypot(place.getScaleX(), place.getShearY());
        include(new Rectangle2D.Double(place.getTranslateX() - size, place.getTranslateY() - size, 2 * size, 2 * size));
        glyphs++;
        double angle = Math.toDegrees(Math.atan2(place.getShearY(), place.getScaleX())) - rotation;
        if (Math.abs(Math.IEEEremainder(angle, 360)) > 45) {
            turnedGlyphs++;
        }
    }

    // what a picture that is not decoded shows is unknown: it may be the page
    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e) throws IOException {
        if (e instanceof MissingImageReaderException) {
            pictureArea += (double) box.getWidth() * box.getHeight();
        }
        super.operatorException(operator, operands, e);
    }

    private void include(Rectangle2D part) {
        boolean isPlaced = Double.isFinite(part.getX() + part.getY() + part.getWidth() + part.getHeight());
        if (isPlaced) {
            bounds = bounds == null ? part : bounds.createUnion(part);
        }
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {}

    @Override
    public void clip(int windingRule) {}

    @Override
    public void moveTo(float x, float y) {}

    @Override
    public void lineTo(float x, float y) {}

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {}

    @Override
    public Point2D getCurrentPoint() {
        return new Point2D.Float();
    }

    @Override
    public void closePath() {}

    @Override
    public void endPath() {}

    @Override
    public void strokePath() {}

    @Override
    public void fillPath(int windingRule) {}

    @Override
    public void fillAndStrokePath(int windingRule) {}

    @Override
    public void shadingFill(COSName shadingName) {}
}
