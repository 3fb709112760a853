package org.onestophub.pipeline.read.scan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Several files as the pages of one letter. One file is open at a time, so a letter needs no more memory than its largest
 * file. A file that cannot be opened is one page that cannot be decoded.
 */
final class JoinedPages implements ScannedPages {

    private final List<Supplier<ScannedPages>> files;
    /** Which file each page is in, and its place there. */
    private final List<int[]> places = new ArrayList<>();

    private final Set<Problem> problems = new LinkedHashSet<>();

    private @Nullable ScannedPages opened;
    private int openedFile = -1;

    /**
     * Files in the order of their pages; each is opened once to count its pages.
     * @throws ProblemException RD-107 if there are too many pages
     */
    JoinedPages(List<Supplier<ScannedPages>> files) {
        this.files = files;
        for (int file = 0; file < files.size(); file++) {
            int count = countOf(files.get(file));
            ScanBounds.checkPages(places.size() + count);
            for (int page = 0; page < count; page++) {
                places.add(new int[] {file, page});
            }
        }
    }

    private int countOf(Supplier<ScannedPages> file) {
        try (ScannedPages pages = file.get()) {
            problems.addAll(pages.problems());
            return pages.count();
        } catch (ProblemException e) {
            // its page raises the problem again when it is asked for
            return 1;
        }
    }

    @Override
    public int count() {
        return places.size();
    }

    @Override
    public Optional<Layer> textLayer(int index) {
        return at(index).textLayer(places.get(index)[1]);
    }

    @Override
    public Picture picture(int index) {
        return at(index).picture(places.get(index)[1]);
    }

    /** As for the file of the page read last. */
    @Override
    public boolean mustDraw() {
        return opened == null || opened.mustDraw();
    }

    @Override
    public List<Problem> problems() {
        return List.copyOf(problems);
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
