package org.onestophub.loop.report.form;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.FileTemplateResolver;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Makes the forms of a report. The templates of its folder have the words; HTML, PDF and DOCX come of the same page. */
public final class ReportForms {

    private final TemplateEngine templates = new TemplateEngine();
    private final String bodyFont;
    private final String headingFont;

    /**
     * Forms with the templates of a folder.
     *
     * @param folder holds a folder for each report with {@code zh.html} and {@code en.html}, and the parts that they share
     * @param bodyFont file of the font for text in PDF files, empty: one of the system
     * @param headingFont the same for headings
     */
    public ReportForms(Path folder, String bodyFont, String headingFont) {
        FileTemplateResolver resolver = new FileTemplateResolver();
        resolver.setPrefix(folder.toAbsolutePath() + "/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setCacheable(false);
        templates.setTemplateResolver(resolver);
        this.bodyFont = bodyFont;
        this.headingFont = headingFont;
    }

    /** The media type of a form. */
    public static String mediaType(String form) {
        return switch (form) {
            case "html" -> "text/html;charset=UTF-8";
            case "pdf" -> "application/pdf";
            case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case "json" -> "application/json";
            default -> throw new ProblemException(Problem.REQUEST_INVALID, "form");
        };
    }

    /** The tables as a workbook; no template is needed. */
    public static byte[] workbook(ReportContent content, Language language) {
        try {
            return new XlsxForm(content, language).bytes();
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all bytes", e);
        }
    }

    /** A cell as all forms print it. */
    public static String text(ReportContent.Cell cell, ReportContent.Kind kind, Language language) {
        return NumberText.of(cell, kind, language);
    }

    /**
     * The bytes of a form: {@code html}, {@code pdf}, {@code docx} or {@code xlsx}.
     * @throws ProblemException RP-202 if a PDF has no font to embed, RP-203 if a template is faulty
     */
    public byte[] of(ReportContent content, Language language, String form) {
        try {
            return switch (form) {
                case "html" -> ("<!DOCTYPE html>\n" + page(content, language, true)).getBytes(StandardCharsets.UTF_8);
                case "pdf" -> pdf(content, language);
                case "docx" -> DocxForm.of(parsed(page(content, language, false)));
                case "xlsx" -> workbook(content, language);
                default -> throw new ProblemException(Problem.REQUEST_INVALID, "form");
            };
        } catch (TemplateEngineException | IOException e) {
            throw new ProblemException(Problem.REPORT_TEMPLATE_INVALID, content.name());
        }
    }

    private byte[] pdf(ReportContent content, Language language) throws IOException {
        Optional<Path> body = FontFiles.body(bodyFont);
        Optional<Path> heading = FontFiles.heading(headingFont).or(() -> body);
        if (body.isEmpty() || heading.isEmpty()) {
            throw new ProblemException(Problem.REPORT_FONT_MISSING, "hub.report.body-font");
        }
        String page = page(content, language, false);
        parsed(page);
        try {
            return PdfForm.of(page, body.get(), heading.get());
        } catch (IOException e) {
            throw new ProblemException(Problem.REPORT_FONT_MISSING, "hub.report.body-font");
        }
    }

    /** @param isForScreen true: charts as SVG, else as PNG for what cannot show that */
    private String page(ReportContent content, Language language, boolean isForScreen) {
        ReportPage page = new ReportPage(content, language);
        Context context = new Context(language == Language.CHINESE ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        context.setVariables(page.variables(section -> chart(content, section, language, isForScreen)));
        return templates.process(content.name() + "/" + (language == Language.CHINESE ? "zh" : "en"), context);
    }

    private @Nullable String chart(ReportContent content, Section section, Language language, boolean isForScreen) {
        Path font = FontFiles.heading(headingFont)
                .or(() -> FontFiles.body(bodyFont))
                .orElse(null);
        ChartPicture picture = new ChartPicture(section, content.periods(), language, font);
        try {
            return isForScreen
                    ? "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(picture.svg())
                    : "data:image/png;base64," + Base64.getEncoder().encodeToString(picture.png());
        } catch (IOException e) {
            // the table beside it has the numbers
            return null;
        }
    }

    private static Document parsed(String page) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // it would print to the console
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(page)));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("a template is no XHTML", e);
        }
    }
}
