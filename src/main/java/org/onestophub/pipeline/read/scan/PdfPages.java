package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
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

    /** Readers accept the end mark this far from the end; a cut file does not have it. */
    private static final int TAIL_BYTES = 4096;
    /** The rest of the scratch goes to disk. */
    private static final long SCRATCH_IN_MEMORY = 16L << 20;

    private final PDDocument document;
    private final int dpi;
    private final List<PDPage> pages;

    private PdfPages(PDDocument document, List<PDPage> pages, int dpi) {
        this.document = document;
        this.pages = pages;
        this.dpi = dpi;
    }

    /**
     * The opened document; what does not fit in memory goes into {@code folder}.
     * @throws ProblemException RD-105 if it needs a password, RD-103 or RD-107
     */
    static PdfPages open(ScanSource source, Path folder, int dpi) {
        return LibraryEdge.decode(() -> {
            requireEnd(source);
            PDDocument document = loaded(source, folder);
            List<PDPage> pages = null;
            try {
                pages = pagesOf(document);
                return new PdfPages(document, pages, dpi);
            } finally {
                if (pages == null) {
                    IOUtils.closeQuietly(document);
                }
            }
        });
    }

    private static void requireEnd(ScanSource source) throws IOException {
        String tail = new String(source.tail(TAIL_BYTES), StandardCharsets.ISO_8859_1);
        if (!tail.contains("%%EOF")) {
            throw new ProblemException(Problem.CORRUPT, "end");
        }
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

    // walks the tree, because the declared count may be wrong
    private static List<PDPage> pagesOf(PDDocument document) {
        List<PDPage> found = new ArrayList<>();
        Iterator<PDPage> walk = document.getPages().iterator();
        while (walk.hasNext() && found.size() <= ScanBounds.MAX_PAGES) {
            found.add(walk.next());
        }
        ScanBounds.checkPages(found.size());
        return found;
    }

    @Override
    public int count() {
        return pages.size();
    }

    @Override
    public Optional<String> textLayer(int index) {
        return LibraryEdge.decode(() -> {
            PDPage page = pages.get(index);
            checkContents(page);
            return new PdfText().of(document, page, index);
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
    public BufferedImage image(int index) {
        return LibraryEdge.decode(() -> new PdfDrawing(document).drawn(pages.get(index), index, dpi));
    }

    /** False: an image in an unknown format does not mean that the document is damaged. */
    @Override
    public boolean mustDraw() {
        return false;
    }

    @Override
    public void close() {
        LibraryEdge.decode(() -> {
            document.close();
            return true;
        });
    }
}
