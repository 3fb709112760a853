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
     * @param sure the same with a sign that is no letter in the place of every doubtful word; claims are taken from it
     * @param words number of words
     * @param confidence mean confidence of the words, 0–100; 0 without words
     * @param turned degrees clockwise by which the page was turned for this text: 0, 90, 180 or 270
     */
    record Recognised(String text, String sure, int words, double confidence, int turned) {

        /** Text of a page that was upright, without a doubtful word. */
        public Recognised(String text, int words, double confidence) {
            this(text, text, words, confidence, 0);
        }

        /** The same text, found on the page after it was turned by {@code degrees} clockwise. */
        public Recognised after(int degrees) {
            return new Recognised(text, sure, words, confidence, degrees);
        }

        /** Number of letters and digits in the text. */
        public long letters() {
            return text.codePoints().filter(Character::isLetterOrDigit).count();
        }
    }
}
