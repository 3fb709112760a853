package org.onestophub.pipeline.read.scan;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.filter.DecodeOptions;
import org.apache.pdfbox.filter.DecodeResult;
import org.apache.pdfbox.filter.Filter;
import org.apache.pdfbox.filter.FilterFactory;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Puts bounds around the stream filters of PDFBox, which unpack into memory without any: a file of 1 MB can hold a
 * stream of 1 GB, or ten such streams within each other. The factory has no door for that (3.0.8), so its table is
 * changed once, for the whole process; the hub has no other user of PDFBox.
 */
final class PdfFilters {

    private static final ThreadLocal<ReadBudget> BUDGET = new ThreadLocal<>();
    private static final boolean INSTALLED = install();

    private PdfFilters() {}

    /** Gives {@code budget} to the filters used by this thread while {@code work} runs. */
    static <T> T within(ReadBudget budget, LibraryEdge.Decoding<T> work) {
        if (!INSTALLED) {
            throw new ProblemException(Problem.READ_FAULT, "pdf-filters");
        }
        BUDGET.set(budget);
        try {
            return LibraryEdge.decode(work);
        } finally {
            BUDGET.remove();
        }
    }

    private static boolean install() {
        try {
            Field table = FilterFactory.class.getDeclaredField("filters");
            table.setAccessible(true);
            @SuppressWarnings("unchecked") // declared so in FilterFactory
            Map<COSName, Filter> filters = (Map<COSName, Filter>) table.get(FilterFactory.INSTANCE);
            filters.replaceAll((name, filter) -> new Bounded(
                    filter, COSName.DCT_DECODE.equals(name) || COSName.DCT_DECODE_ABBREVIATION.equals(name)));
            return true;
        } catch (NoSuchFieldException | IllegalAccessException e) {
            return false;
        }
    }

    /** A filter that stops when it gives too much. */
    private static final class Bounded extends Filter {
        private final Filter filter;
        private final boolean jpeg;

        Bounded(Filter filter, boolean jpeg) {
            this.filter = filter;
            this.jpeg = jpeg;
        }

        @Override
        public DecodeResult decode(InputStream encoded, OutputStream decoded, COSDictionary parameters, int index)
                throws IOException {
            return decode(encoded, decoded, parameters, index, DecodeOptions.DEFAULT);
        }

        @Override
        public DecodeResult decode(
                InputStream encoded, OutputStream decoded, COSDictionary parameters, int index, DecodeOptions options)
                throws IOException {
            InputStream checked = jpeg ? checkedJpeg(encoded) : encoded;
            return filter.decode(checked, new BoundedOutput(decoded), parameters, index, options);
        }

        // the JPEG's own header decides what its decoder allocates, whatever the PDF says
        private static InputStream checkedJpeg(InputStream encoded) throws IOException {
            byte[] bytes = encoded.readNBytes((int) ScanBounds.MAX_STREAM_BYTES);
            int start = bytes.length > 0 && bytes[0] == '\n' ? 1 : 0;
            JpegStructure.check(new ByteArrayInputStream(bytes, start, bytes.length - start));
            return new ByteArrayInputStream(bytes);
        }

        @Override
        protected void encode(InputStream input, OutputStream encoded, COSDictionary parameters) throws IOException {
            filter.encode(input, encoded, parameters, 0);
        }
    }

    private static final class BoundedOutput extends FilterOutputStream {
        private long written;

        BoundedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            account(1);
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            account(length);
            out.write(bytes, offset, length);
        }

        private void account(int count) {
            written += count;
            if (written > ScanBounds.MAX_STREAM_BYTES) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "unpacked");
            }
            ReadBudget budget = BUDGET.get();
            if (budget != null) {
                budget.unpacked(count);
            }
        }
    }
}
