package org.onestophub.pipeline.read.scan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Recognises the text of a page that is only an image. */
public interface PageText {

    /**
     * The text of {@code page}, a PNG file, or empty if recognition is not installed, failed, or took longer than {@code limit}.
     * Never throws because of the page.
     */
    Optional<Recognised> textOf(Path page, Duration limit);

    /**
     * Recognised text.
     *
     * @param text lines in reading order, parts of the page apart by an empty line
     * @param words number of words
     * @param confidence mean confidence of the words, 0–100; 0 without words
     */
    record Recognised(String text, int words, double confidence) {}
}
