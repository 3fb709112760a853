package org.onestophub.pipeline.read.calls;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;

/**
 * Rows that cannot be read. One that may be of a complaint line is held for a person: it names such a line, or so much of
 * it is missing that nobody can say which line it is on. The others are counted.
 */
final class UnreadRows {

    /** Rows held one by one; the rest of the file's are one held item together. */
    private static final int MOST = 200;

    /** Characters shown and searched; in what is longer nobody can say which line it is on. */
    private static final int MOST_SHOWN = 4_000;

    /** A row for a person. */
    record Row(long number, String text) {

        /** The same row has the same key in every file. */
        String key() {
            return "unread-row:"
                    + Digest.sha256(text.getBytes(StandardCharsets.ISO_8859_1)).substring(0, 32);
        }
    }

    private final Pattern complaintLine;
    private final List<Row> rows = new ArrayList<>();
    private long more;
    /** Tells the rows of one file from as many of another. */
    private int surplus;

    private long others;

    UnreadRows(CdrProfile profile) {
        CdrProfile.Lines lines = profile.lines();
        this.complaintLine = Pattern.compile(Stream.of(lines.numbers(), lines.queues(), lines.contexts())
                .flatMap(Set::stream)
                .filter(word -> !word.isBlank())
                .map(word -> "(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                .collect(Collectors.joining("|")));
    }

    /** Takes a row; see {@link CdrScan.Pass#unreadable}. */
    void add(CdrLayouts layouts, String text, String @Nullable [] cells, long number) {
        boolean isOther = cells != null
                && cells.length >= layouts.fewestCells()
                && text.length() <= MOST_SHOWN
                && !layouts.isComplaintLine(cells)
                && !namesComplaintLine(text);
        if (isOther) {
            others++;
        } else if (rows.size() < MOST) {
            rows.add(new Row(number, text));
        } else {
            more++;
            surplus = 31 * surplus + text.hashCode();
        }
    }

    /** Rows to be held one by one. */
    List<Row> rows() {
        return rows;
    }

    /** Rows that are not on a complaint line. */
    long others() {
        return others;
    }

    /** All rows. */
    long count() {
        return rows.size() + more + others;
    }

    /** The held items: RD-130 with the number of the row in the file; the rows beyond {@code MOST} are one item. */
    List<Candidate> candidates(List<Row> held) {
        List<Candidate> candidates = new ArrayList<>();
        for (Row row : held) {
            ObjectNode view = JsonNodeFactory.instance.objectNode();
            view.put("row", ShortText.of(CellText.of(row.text()), MOST_SHOWN));
            candidates.add(Candidate.found(row.key(), view, List.of())
                    .stopped(Problem.ROW_UNREADABLE, "/rows/" + row.number()));
        }
        if (more > 0) {
            ObjectNode view = JsonNodeFactory.instance.objectNode().put("moreRows", more);
            candidates.add(Candidate.found("unread-rows:" + Integer.toHexString(surplus), view, List.of())
                    .stopped(Problem.ROW_UNREADABLE, "/rows"));
        }
        return candidates;
    }

    private boolean namesComplaintLine(String text) {
        return complaintLine.matcher(CellText.of(text)).find();
    }
}
