package org.onestophub.loop.report.form;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;

/** The page of a report as PDF with its fonts in it. */
final class PdfForm {

    private static final int NORMAL = 400;

    private PdfForm() {}

    /** @throws IOException if a font cannot be embedded */
    static byte[] of(String xhtml, Path body, Path heading) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        // a page is complete in itself; nothing is fetched
        builder.useExternalResourceAccessControl(
                (uri, type) -> uri.startsWith("data:"), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useExternalResourceAccessControl(
                (uri, type) -> uri.startsWith("data:"), ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        builder.useFont(body.toFile(), "Report Body", NORMAL, FontStyle.NORMAL, true);
        builder.useFont(heading.toFile(), "Report Heading", NORMAL, FontStyle.NORMAL, true);
        builder.withProducer("Onestop Hub");
        builder.withHtmlContent(xhtml, null);
        builder.toStream(out);
        builder.run();
        return out.toByteArray();
    }
}
