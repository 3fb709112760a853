package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** Reads on only while there is time: the parser of PDFBox can be led in circles, but not without reading. */
final class TimedRead implements RandomAccessRead {

    /** Looking at the clock at every byte would cost more than the byte. */
    private static final int READS_PER_LOOK = 1024;

    private final RandomAccessRead read;
    private final ReadBudget budget;
    private int reads;

    TimedRead(RandomAccessRead read, ReadBudget budget) {
        this.read = read;
        this.budget = budget;
    }

    private void look() {
        reads++;
        if (reads >= READS_PER_LOOK) {
            reads = 0;
            budget.checkTime();
        }
    }

    @Override
    public int read() throws IOException {
        look();
        return read.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        look();
        return read.read(bytes, offset, length);
    }

    @Override
    public long getPosition() throws IOException {
        return read.getPosition();
    }

    @Override
    public void seek(long position) throws IOException {
        look();
        read.seek(position);
    }

    @Override
    public long length() throws IOException {
        return read.length();
    }

    @Override
    public boolean isClosed() {
        return read.isClosed();
    }

    @Override
    public boolean isEOF() throws IOException {
        return read.isEOF();
    }

    @Override
    public RandomAccessReadView createView(long start, long length) {
        return new RandomAccessReadView(this, start, length);
    }

    @Override
    public void close() throws IOException {
        read.close();
    }
}
