package org.onestophub.pipeline.read.scan;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A letter in an image file, TIFF with one or more pages. Its structure or its size is checked before it is decoded. */
final class ImagePages implements ScannedPages {

    private static final int RIFF_HEAD = 8;

    private final ImageInputStream in;
    private final ImageReader reader;
    private final TiffStructure.Pages pages;

    private ImagePages(ImageInputStream in, ImageReader reader, TiffStructure.Pages pages) {
        this.in = in;
        this.reader = reader;
        this.pages = pages;
    }

    /**
     * The opened file; a repaired copy goes into {@code folder}.
     * @throws org.onestophub.problem.ProblemException RD-103 or RD-107
     */
    static ImagePages open(ScanSource source, ScanType type, Path folder) {
        return LibraryEdge.decode(() -> {
            TiffStructure.Pages pages = checkedPages(source, type);
            ScanSource whole = pages.brokenLink() == 0 ? source : ended(source, pages.brokenLink(), folder);
            ImageInputStream in = whole.images();
            ImageReader reader = readerOf(source, type);
            // metadata is not needed, and in PNG it may be compressed without bounds
            reader.setInput(in, false, true);
            return new ImagePages(in, reader, pages);
        });
    }

    private static TiffStructure.Pages checkedPages(ScanSource source, ScanType type) throws IOException {
        if (type == ScanType.TIFF) {
            try (ImageInputStream in = source.images()) {
                return TiffStructure.pages(in, source.size());
            }
        }
        if (type == ScanType.WEBP) {
            checkEnd(source);
        }
        try (InputStream in = source.stream()) {
            Orientation orientation = switch (type) {
                case JPEG -> JpegStructure.check(in);
                case PNG -> PngStructure.check(in);
                // their size is checked before a page is decoded, and that bounds what is unpacked
                default -> Orientation.UPRIGHT;
            };
            return new TiffStructure.Pages(List.of(new TiffStructure.Page(0, orientation, Optional.empty())), 0);
        }
    }

    /** The head of a RIFF file says how long it is; the decoder does not mind. */
    private static void checkEnd(ScanSource source) throws IOException {
        long declared = Integer.toUnsignedLong(ByteBuffer.wrap(source.head(RIFF_HEAD))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt(RIFF_HEAD / 2));
        if (declared + RIFF_HEAD > source.size()) {
            throw new ProblemException(Problem.CORRUPT, "end");
        }
    }

    // the reader walks all directories before it decodes the first page
    private static ScanSource ended(ScanSource source, long brokenLink, Path folder) throws IOException {
        Path copy = Files.createTempFile(folder, "ended", ".tif");
        source.copyTo(copy);
        try (RandomAccessFile file = new RandomAccessFile(copy.toFile(), "rw")) {
            TiffStructure.end(file, brokenLink);
        }
        return ScanSource.of(copy);
    }

    // by class where the platform has a reader for the same format that knows less
    private static ImageReader readerOf(ScanSource source, ScanType type) throws IOException {
        return switch (type) {
            case TIFF -> isBig(source) ? of(BigTIFFImageReaderSpi.class) : of(TIFFImageReaderSpi.class);
            case JPEG -> of(JPEGImageReaderSpi.class);
            case WEBP -> of(WebPImageReaderSpi.class);
            default -> ImageIO.getImageReadersByFormatName("png").next();
        };
    }

    private static boolean isBig(ScanSource source) throws IOException {
        byte[] head = source.head(4);
        return head[2] == '+' || head[3] == '+';
    }

    private static ImageReader of(Class<? extends ImageReaderSpi> provider) throws IOException {
        ImageReaderSpi registered = IIORegistry.getDefaultInstance().getServiceProviderByClass(provider);
        if (registered == null) {
            // registered at first use by the thread's class loader, which may have been another application's
            ImageIO.scanForPlugins();
            registered = IIORegistry.getDefaultInstance().getServiceProviderByClass(provider);
        }
        if (registered == null) {
            // the hub is installed wrongly; the letter is not at fault
            throw new ProblemException(Problem.READ_FAULT, "image-reader");
        }
        return registered.createReaderInstance();
    }

    @Override
    public int count() {
        return pages.pages().size();
    }

    @Override
    public Optional<Layer> textLayer(int index) {
        return Optional.empty();
    }

    @Override
    public Picture picture(int index) {
        TiffStructure.Page page = pages.pages().get(index);
        page.fault().ifPresent(fault -> {
            throw fault;
        });
        return LibraryEdge.decode(() -> {
            long width = reader.getWidth(page.index());
            long height = reader.getHeight(page.index());
            // the decoder may find another size than the check before, for example in a JPEG within a TIFF
            ScanBounds.checkPage(width, height, 1);
            int step = stepFor(width * height);
            ImageReadParam param = reader.getDefaultReadParam();
            param.setSourceSubsampling(step, step, 0, 0);
            return new Picture(
                    page.orientation().upright(GrayPage.of(reader.read(page.index(), param))),
                    page.orientation(),
                    true);
        });
    }

    // every step-th pixel of every step-th row
    private static int stepFor(long pixels) {
        int step = 1;
        while (pixels / ((long) step * step) > ScanBounds.MAX_OCR_PIXELS) {
            step++;
        }
        return step;
    }

    @Override
    public boolean mustDraw() {
        return true;
    }

    @Override
    public List<Problem> problems() {
        return pages.brokenLink() == 0 ? List.of() : List.of(Problem.SCAN_INCOMPLETE);
    }

    @Override
    public void close() {
        LibraryEdge.decode(() -> {
            reader.dispose();
            in.close();
            return true;
        });
    }
}
