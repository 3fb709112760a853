package org.onestophub.pipeline.read.scan;

import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;

/** Whether a PDF page shows pictures, by its resources and without decoding any. */
final class PdfPictures {

    /** Scanners put the picture on the page or in one form; deeper nesting is layout. */
    private static final int MAX_FORMS = 3;

    private PdfPictures() {}

    /** True if the page has a picture among its resources. */
    static boolean has(PDPage page) {
        PDResources resources = page.getResources();
        return resources != null && has(resources.getCOSObject(), 0);
    }

    private static boolean has(COSDictionary resources, int depth) {
        COSDictionary objects = resources.getCOSDictionary(COSName.XOBJECT);
        if (objects == null || depth > MAX_FORMS) {
            return false;
        }
        for (COSName name : objects.keySet()) {
            COSBase object = objects.getDictionaryObject(name);
            if (object instanceof COSDictionary dictionary && isOrHas(dictionary, depth)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOrHas(COSDictionary object, int depth) {
        if (COSName.IMAGE.equals(object.getCOSName(COSName.SUBTYPE))) {
            return true;
        }
        COSDictionary inner = object.getCOSDictionary(COSName.RESOURCES);
        return inner != null && has(inner, depth + 1);
    }
}
