package org.onestophub.pipeline.read.sheet;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Characters of an XML document on their way to the parser, which holds a tag, a comment or a literal section as a whole:
 * neither they nor the document grow beyond a bound, and there is no document type, which could define entities.
 */
final class XmlBounds extends FilterReader {

    /** Characters of a tag, and of the text between two tags. */
    private static final int MOST_RUN = 4 * 1024 * 1024;

    /** Characters of a comment or an instruction. */
    private static final int MOST_ASIDE = 64 * 1024;

    private static final int OPENING = 4;

    private final long most;
    private long total;
    private int run;
    private final StringBuilder opening = new StringBuilder(OPENING);
    private String end = "";
    private int matched;
    private int aside;

    XmlBounds(Reader in, long most) {
        super(in);
        this.most = most;
    }

    /** Characters read so far. */
    long total() {
        return total;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int count = super.read(into, from, length);
        for (int i = from; i < from + count; i++) {
            see(into[i]);
        }
        return count;
    }

    private void see(char c) {
        if (++total > most) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
        if (end.isEmpty()) {
            run = c == '>' ? 0 : run + 1;
            demand(run <= MOST_RUN);
            begin(c);
            return;
        }
        demand(++aside <= (end.equals("]]>") ? MOST_RUN : MOST_ASIDE));
        if (c == end.charAt(matched)) {
            matched++;
        } else if (matched < 2 || c != end.charAt(1)) {
            matched = c == end.charAt(0) ? 1 : 0;
        }
        if (matched == end.length()) {
            end = "";
            run = 0;
        }
    }

    private void begin(char c) {
        if (c == '<') {
            opening.setLength(0);
            opening.append(c);
            return;
        }
        if (opening.length() == 0) {
            return;
        }
        opening.append(c);
        String so = opening.toString();
        if (so.equals("<?")) {
            skipTo("?>");
        } else if (so.equals("<!--")) {
            skipTo("-->");
        } else if (so.equals("<![")) {
            skipTo("]]>");
        } else if (!so.equals("<!") && !so.equals("<!-")) {
            if (so.startsWith("<!")) {
                throw new ProblemException(Problem.CORRUPT, "xml");
            }
            opening.setLength(0);
        }
    }

    private void skipTo(String newEnd) {
        end = newEnd;
        matched = 0;
        aside = 0;
        opening.setLength(0);
    }

    private static void demand(boolean holds) {
        if (!holds) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "xml");
        }
    }
}
