package org.onestophub.pipeline.read.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The texts that the cells of a workbook share. */
final class XlsxStrings implements XmlPart.Handler {

    private static final int MOST = 1_000_000;

    /** Characters of all texts. */
    private static final long MOST_CHARS = 32L * 1024 * 1024;

    private final List<String> texts = new ArrayList<>();
    private long chars;
    private @Nullable XlsxText text;

    @Override
    public void begin(String name, XmlPart.Attributes attributes) {
        if (text != null) {
            text.begin(name);
        } else if (name.equals("si")) {
            text = new XlsxText();
        }
    }

    @Override
    public void text(String piece) {
        if (text != null) {
            text.add(piece);
        }
    }

    @Override
    public void end(String name) {
        if (text == null) {
            return;
        }
        text.end(name);
        if (name.equals("si")) {
            String whole = text.toString();
            text = null;
            chars += whole.length();
            texts.add(whole);
            if (texts.size() > MOST || chars > MOST_CHARS) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "strings");
            }
        }
    }

    /** The text of that number; empty if there is none. */
    Optional<String> of(String number) {
        int index = XlsxFormats.number(number.strip());
        return index >= 0 && index < texts.size() ? Optional.of(texts.get(index)) : Optional.empty();
    }
}
