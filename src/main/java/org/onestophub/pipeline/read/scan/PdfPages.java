package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A letter as PDF. Scripts, forms, embedded files and references to other files are not followed: only the pages are
 * looked at.
 */
final class PdfPages implements ScannedPages {

    /** The rest of the scratch goes to disk. */
    private static final long SCRATCH_IN_MEMORY = 16L << 20;
    /** A page with pictures on so much of it may show text that its text layer does not have. */
    private static final double PICTURE_SHARE = 0.25;

    private final PDDocument document;
    private final int dpi;
    private final List<PDPage> pages;
    private final List<Problem> problems = new ArrayList<>();

    private PdfPages(PDDocument document, List<PDPage> pages, int dpi) {
        this.document = document;
        this.pages = pages;
        this.dpi = dpi;
    }

    /**
     * The opened file, which may have several documents; what does not fit in memory goes into {@code folder}.
     * @throws ProblemException RD-105 if it needs a password, RD-103 or RD-107
     */
    static ScannedPages open(ScanSource source, Path folder, int dpi) {
        List<PdfParts.Part> parts = LibraryEdge.decode(() -> PdfParts.of(source));
        if (parts.size() == 1) {
            return open(source, parts.get(0), folder, dpi);
        }
        List<Supplier<ScannedPages>> documents = new ArrayList<>();
        parts.forEach(part -> documents.add(() -> open(source, part, folder, dpi)));
        return new JoinedPages(documents);
    }

    private static PdfPages open(ScanSource source, PdfParts.Part part, Path folder, int dpi) {
        try {
            return opened(source, part, folder, dpi);
        } catch (ProblemException e) {
            boolean isCut = e.problem() == Problem.CORRUPT && !part.isWhole();
            throw isCut ? new ProblemException(Problem.CORRUPT, "end") : e;
        }
    }

    private static PdfPages opened(ScanSource source, PdfParts.Part part, Path folder, int dpi) {
        return LibraryEdge.decode(() -> {
            PDDocument document = loaded(part.in(source, folder), folder);
            PdfPages opened = null;
            try {
                PdfTree tree = PdfTree.of(document);
                opened = new PdfPages(document, tree.pages(), dpi);
                if (!part.isWhole() || !tree.isWhole()) {
                    opened.problems.add(Problem.SCAN_INCOMPLETE);
                }
                if (tree.hasFilesInside()) {
                    opened.problems.add(Problem.FILES_INSIDE);
                }
                return opened;
            } finally {
                if (opened == null) {
                    IOUtils.closeQuietly(document);
                }
            }
        });
    }

    private static PDDocument loaded(ScanSource source, Path folder) throws IOException {
        MemoryUsageSetting memory = MemoryUsageSetting.setupMixed(SCRATCH_IN_MEMORY, ScanBounds.MAX_SCRATCH_BYTES);
        memory.setTempDir(folder.toFile());
        RandomAccessRead read = source.random();
        PDDocument document = null;
        try {
            document = Loader.loadPDF(read, "", null, null, memory.streamCache);
            return document;
        } catch (InvalidPasswordException | NoClassDefFoundError e) {
            // the second: documents encrypted for a certificate need classes the hub does not carry
            throw new ProblemException(Problem.ENCRYPTED);
        } finally {
            if (document == null) {
                IOUtils.closeQuietly(read);
            }
        }
    }

    @Override
    public int count() {
        return pages.size();
    }

    @Override
    public Optional<Layer> textLayer(int index) {
        return LibraryEdge.decode(() -> {
            PDPage page = pages.get(index);
            checkContents(page);
            PdfContent content = PdfContent.of(page);
            return new PdfText(content.isTurned())
                    .of(document, page, index)
                    .map(text ->
                            new Layer(text, content.pictureShare() >= PICTURE_SHARE || !PdfText.isLikeLanguage(text)));
        });
    }

    // PDFBox reads some contents without holding them in memory, so gigabytes of blanks would only take time
    private static void checkContents(PDPage page) throws IOException {
        Iterator<PDStream> streams = page.getContentStreams();
        while (streams.hasNext()) {
            try (InputStream contents = streams.next().createInputStream()) {
                if (contents.transferTo(OutputStream.nullOutputStream()) > ScanBounds.MAX_CONTENT_BYTES) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "unpacked");
                }
            }
        }
    }

    @Override
    public Picture picture(int index) {
        return LibraryEdge.decode(() -> {
            PdfDrawing drawing = new PdfDrawing(document);
            return new Picture(
                    GrayPage.of(drawing.drawn(pages.get(index), index, dpi)), Orientation.UPRIGHT, drawing.isWhole());
        });
    }

    /** False: an image in an unknown format does not mean that the document is damaged. */
    @Override
    public boolean mustDraw() {
        return false;
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public void close() {
        LibraryEdge.decode(() -> {
            document.close();
            return true;
        });
    }
}
