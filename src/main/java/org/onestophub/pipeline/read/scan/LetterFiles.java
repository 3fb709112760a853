package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.onestophub.complaint.Content;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.format.StreamDigest;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The files in a bundle that the hub made, unpacked while it is open. Bounded nevertheless. */
final class LetterFiles implements AutoCloseable {

    /** All files together; no input is larger than hub.receive.max-size, and a bundle is not packed. */
    static final long MAX_BYTES = 1L << 30;
    /** As many pages as a letter may have, and some sidecar files. */
    private static final int MAX_FILES = 2 * ScanBounds.MAX_PAGES;

    private static final Pattern NAME = Pattern.compile("(page|about)-([0-9]{4,9})(\\.[a-z]{1,5})?");
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final List<File> files = new ArrayList<>();
    private long bytes;

    private LetterFiles(Path folder) {
        this.folder = folder;
    }

    /** One file: its part's number from 1, its name in the bundle, its page; page 0 unless it is a numbered page. */
    record File(String part, String name, boolean isPage, int page, Content content) {

        String sha256() throws IOException {
            try (InputStream in = content.open()) {
                return StreamDigest.of(in, MAX_BYTES).sha256();
            }
        }
    }

    /**
     * The unpacked bundle.
     * @throws ProblemException RD-103 if the hub did not make it, RD-107
     */
    static LetterFiles open(Content bundle, ReadScratch scratch) throws IOException {
        LetterFiles files = new LetterFiles(scratch.newFolder());
        boolean sound = false;
        try (ZipInputStream zip = new ZipInputStream(bundle.open())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.add(entry.getName(), zip);
            }
            if (files.files.stream().noneMatch(File::isPage)) {
                throw new ProblemException(Problem.CORRUPT, "letter");
            }
            sound = true;
            return files;
        } finally {
            if (!sound) {
                files.close();
            }
        }
    }

    /** Pages first, by their number. */
    List<File> all() {
        return files;
    }

    @Override
    public void close() {
        ReadScratch.delete(folder);
    }

    private void add(String entry, InputStream in) throws IOException {
        Matcher name = NAME.matcher(entry);
        if (!name.matches()) {
            throw new ProblemException(Problem.CORRUPT, "letter");
        }
        if (files.size() >= MAX_FILES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "pages");
        }
        String part = Integer.toString(files.size() + 1);
        Path file = folder.resolve(part);
        copy(in, file);
        files.add(
                new File(part, entry, name.group(1).equals("page"), Integer.parseInt(name.group(2)), Content.of(file)));
    }

    private void copy(InputStream in, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > MAX_BYTES) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
