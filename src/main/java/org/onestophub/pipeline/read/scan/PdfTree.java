package org.onestophub.pipeline.read.scan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.onestophub.problem.ProblemException;

/**
 * The pages of a PDF document, made whole: found where the tree of pages is lost, each in its place by number, and with a
 * box that can be drawn.
 *
 * @param pages the pages, 1–200
 * @param isWhole false if the tree of pages is lost; pages beside those that were found may be lost, too
 * @param hasFilesInside true for a portfolio, or if files are attached
 */
record PdfTree(List<PDPage> pages, boolean isWhole, boolean hasFilesInside) {

    /** A smaller box, in points, shows nothing. Source: ISO 32000-1, annex C.2. */
    private static final float LEAST_SIDE = 3;

    private static final COSName COLLECTION = COSName.getPDFName("Collection");
    private static final COSName FILE_ATTACHMENT = COSName.getPDFName("FileAttachment");

    /**
     * The pages of {@code document}, which is repaired.
     * @throws ProblemException RD-103 if it has none, RD-107 if it has too many
     */
    static PdfTree of(PDDocument document) {
        COSDictionary root = document.getDocumentCatalog().getCOSObject();
        List<PDPage> pages = new ArrayList<>();
        if (root.getCOSDictionary(COSName.PAGES) != null) {
            walk(document, pages);
        }
        boolean isWhole = !pages.isEmpty();
        if (!isWhole) {
            lost(document, pages);
        }
        ScanBounds.checkPages(pages.size());
        flatten(root, pages);
        pages.forEach(PdfTree::repairBoxes);
        return new PdfTree(pages, isWhole, hasFiles(root) || pages.stream().anyMatch(PdfTree::hasFile));
    }

    // the declared count may be wrong
    private static void walk(PDDocument document, List<PDPage> pages) {
        Iterator<PDPage> walk = document.getPages().iterator();
        while (walk.hasNext() && pages.size() <= ScanBounds.MAX_PAGES) {
            pages.add(walk.next());
        }
    }

    // in the order of their numbers, which is the order in which most programs write pages
    private static void lost(PDDocument document, List<PDPage> pages) {
        for (COSObject object : document.getDocument().getObjectsByType(COSName.PAGE)) {
            COSBase page = object.getObject();
            if (page instanceof COSDictionary dictionary && pages.size() <= ScanBounds.MAX_PAGES) {
                pages.add(new PDPage(dictionary));
            }
        }
    }

    // PDFBox finds a page to draw by the declared counts; pages keep their parents, from which they inherit
    private static void flatten(COSDictionary root, List<PDPage> pages) {
        COSArray kids = new COSArray();
        pages.forEach(page -> kids.add(page.getCOSObject()));
        COSDictionary flat = new COSDictionary();
        flat.setItem(COSName.TYPE, COSName.PAGES);
        flat.setItem(COSName.KIDS, kids);
        flat.setInt(COSName.COUNT, pages.size());
        root.setItem(COSName.PAGES, flat);
    }

    private static void repairBoxes(PDPage page) {
        if (isEmpty(page.getMediaBox())) {
            page.setMediaBox(PDRectangle.A4);
        }
        if (isEmpty(page.getCropBox())) {
            page.setCropBox(page.getMediaBox());
        }
    }

    private static boolean isEmpty(PDRectangle box) {
        return !(box.getWidth() >= LEAST_SIDE && box.getHeight() >= LEAST_SIDE)
                || !Float.isFinite(box.getWidth() * box.getHeight());
    }

    private static boolean hasFiles(COSDictionary root) {
        COSDictionary names = root.getCOSDictionary(COSName.NAMES);
        return root.containsKey(COLLECTION) || names != null && names.containsKey(COSName.EMBEDDED_FILES);
    }

    private static boolean hasFile(PDPage page) {
        COSArray notes = page.getCOSObject().getCOSArray(COSName.ANNOTS);
        if (notes == null) {
            return false;
        }
        for (int i = 0; i < notes.size(); i++) {
            if (notes.getObject(i) instanceof COSDictionary note
                    && FILE_ATTACHMENT.equals(note.getCOSName(COSName.SUBTYPE))) {
                return true;
            }
        }
        return false;
    }
}
