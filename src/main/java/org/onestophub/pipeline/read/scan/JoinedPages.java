package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several files as the pages of one letter. One file is open at a time, so a letter needs no more memory than its largest file. */
final class JoinedPages implements ScannedPages {

    private final List<Supplier<ScannedPages>> files;
    /** Which file each page is in, and its place there. */
    private final List<int[]> places = new ArrayList<>();

    private @Nullable ScannedPages opened;
    private int openedFile = -1;

    /**
     * Files in the order of their pages; each is opened once to count its pages.
     * @throws org.onestophub.problem.ProblemException RD-103, RD-105, RD-107
     */
    JoinedPages(List<Supplier<ScannedPages>> files) {
        this.files = files;
        for (int file = 0; file < files.size(); file++) {
            try (ScannedPages pages = files.get(file).get()) {
                ScanBounds.checkPages(places.size() + pages.count());
                for (int page = 0; page < pages.count(); page++) {
                    places.add(new int[] {file, page});
                }
            }
        }
    }

    @Override
    public int count() {
        return places.size();
    }

    @Override
    public Optional<String> textLayer(int index) {
        return at(index).textLayer(places.get(index)[1]);
    }

    @Override
    public BufferedImage image(int index) {
        return at(index).image(places.get(index)[1]);
    }

    /** As for the file of the page read last. */
    @Override
    public boolean mustDraw() {
        return opened == null || opened.mustDraw();
    }

    @Override
    public void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    private ScannedPages at(int index) {
        int file = places.get(index)[0];
        if (file != openedFile || opened == null) {
            close();
            opened = files.get(file).get();
            openedFile = file;
        }
        return opened;
    }
}
