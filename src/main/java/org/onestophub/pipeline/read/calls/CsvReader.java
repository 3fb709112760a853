package org.onestophub.pipeline.read.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Call detail records in CSV. All legs of a call make one candidate if one of them is on a complaint line, answered or
 * not; other calls are counted as {@code call-other-line}, unreadable rows as {@code row-unreadable}, and a last row
 * without line end as {@code row-partial}: the file is kept and will come again, longer. A file with no other rows is
 * corrupt.
 *
 * <p>The file is read twice, first to find the calls on a complaint line, because any leg may show it; only their
 * rows are held.
 */
@Component
public class CsvReader implements FormatReader {

    /** Rows in one file; ten years of a large hospital. */
    private static final long MOST_ROWS = 20_000_000;

    /** Complaint calls in one file; a large hospital has at most a few hundred a day. */
    private static final int MOST_CALLS = 50_000;

    /** Legs shown of one call; a call that loops through a dial plan can have thousands. */
    private static final int MOST_LEGS = 200;

    /** Characters of complaint rows held at a time. */
    private static final long MOST_HELD = 64L * 1024 * 1024;

    /** Share of unreadable rows, in percent, above which the profile does not fit the file. */
    private static final int MOST_UNREADABLE_PERCENT = 10;

    /** So many unreadable rows are tolerated whatever their share, as long as most rows are readable. */
    private static final int FORGIVEN = 5;

    private final HubProperties hub;

    /** Times without a zone are in the zone of this hub. */
    public CsvReader(HubProperties hub) {
        this.hub = hub;
    }

    @Override
    public String format() {
        return "cdr-csv";
    }

    /** Line by line, because exchanges write names in whatever character set they came in. */
    @Override
    public Optional<String> text(byte[] bytes) {
        return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> MimeText.detect(line.getBytes(StandardCharsets.ISO_8859_1), false)
                        .text())
                .collect(Collectors.joining("\n")));
    }

    @Override
    public byte[] rewritten(Receipt receipt, JsonNode profile, TextReplacement texts) {
        return RewrittenLines.of(
                receipt.content(), CdrProfile.of(profile, hub.zone()).delimiter() + "\"", texts);
    }

    @Override
    public String ownWords() {
        return CdrProfile.withheldWords();
    }

    @Override
    public Walk read(Receipt receipt, JsonNode options) {
        CdrProfile profile = CdrProfile.of(options, hub.zone());
        CsvShape.check(receipt.content());
        FirstPass first = new FirstPass();
        scan(receipt.content(), profile, first);
        first.checkFit();
        SecondPass second = new SecondPass(first.complaintCalls);
        if (!first.complaintCalls.isEmpty()) {
            scan(receipt.content(), profile, second);
        }
        return Walk.of(receipt).with(second.candidates(receipt.transport()), first.counted());
    }

    private static void scan(Content content, CdrProfile profile, Pass pass) {
        try (InputStream in = CsvShape.withoutMark(content.open());
                CsvRows rows = new CsvRows(in, profile.delimiter())) {
            CdrLayout layout = profile.columns().isEmpty() ? headed(rows, profile) : CdrLayout.of(profile);
            rows.expect(layout.columns().size());
            for (long count = 0; rows.next(); count++) {
                if (count >= MOST_ROWS) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "rows");
                }
                String[] row = rows.cells();
                if (!rows.isTerminated() && !profile.lastRowMayEndFile()) {
                    pass.partial();
                } else if (row != null && layout.isReadable(row)) {
                    pass.row(layout, row);
                } else if (row == null || !layout.isHeading(row)) {
                    pass.unreadable();
                }
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private static CdrLayout headed(CsvRows rows, CdrProfile profile) throws IOException {
        if (!rows.next() || rows.cells() == null) {
            throw new ProblemException(Problem.COLUMNS_UNEXPECTED, "header");
        }
        return CdrLayout.of(profile, rows.cells());
    }

    /** One pass over the rows. */
    private interface Pass {

        void row(CdrLayout layout, String[] row);

        default void unreadable() {}

        default void partial() {}
    }

    private static final class FirstPass implements Pass {
        private final Set<String> complaintCalls = new HashSet<>();
        private final DistinctKeyCount calls = new DistinctKeyCount();
        private long readable;
        private long unreadable;
        private long partial;

        @Override
        public void row(CdrLayout layout, String[] row) {
            readable++;
            String key = layout.keyOf(row);
            calls.add(key);
            if (layout.isComplaintLine(row) && complaintCalls.add(key) && complaintCalls.size() > MOST_CALLS) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "calls");
            }
        }

        @Override
        public void unreadable() {
            unreadable++;
        }

        @Override
        public void partial() {
            partial++;
        }

        private void checkFit() {
            long rows = readable + unreadable;
            if (rows == 0 && partial > 0) {
                // the file may not come again; if it does, its longer version is read all the
                // same
                throw new ProblemException(Problem.CORRUPT, "rows");
            }
            boolean many = unreadable > FORGIVEN && unreadable * 100 > rows * MOST_UNREADABLE_PERCENT;
            if (many || unreadable * 2 > rows) {
                throw new ProblemException(Problem.COLUMNS_UNEXPECTED, "rows");
            }
        }

        private Map<String, Long> counted() {
            Map<String, Long> counted = new HashMap<>();
            counted.put("call-other-line", (long) Math.max(0, calls.count() - complaintCalls.size()));
            counted.put("row-unreadable", unreadable);
            counted.put("row-partial", partial);
            counted.values().removeIf(count -> count == 0);
            return counted;
        }
    }

    private static final class SecondPass implements Pass {
        private final Set<String> wanted;
        private final Map<String, List<String[]>> legs = new LinkedHashMap<>();
        private final Set<String> cut = new HashSet<>();
        private @Nullable CdrLayout layout;
        private long held;

        SecondPass(Set<String> wanted) {
            this.wanted = wanted;
        }

        @Override
        public void row(CdrLayout rowLayout, String[] row) {
            String key = rowLayout.keyOf(row);
            if (!wanted.contains(key)) {
                return;
            }
            layout = rowLayout;
            List<String[]> ofCall = legs.computeIfAbsent(key, any -> new ArrayList<>());
            if (ofCall.size() >= MOST_LEGS) {
                cut.add(key);
                return;
            }
            for (String cell : row) {
                held += cell.length();
            }
            if (held > MOST_HELD) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "rows");
            }
            ofCall.add(row);
        }

        private List<Candidate> candidates(Map<String, String> transport) {
            CdrLayout ofFile = layout;
            if (ofFile == null) {
                return List.of();
            }
            List<Candidate> all = new ArrayList<>(legs.size());
            legs.forEach((key, ofCall) -> {
                Candidate call = CallRecord.candidate(ofFile, key, ofCall, transport);
                all.add(
                        cut.contains(key)
                                ? call.withFindings(List.of(Finding.of(Problem.BOUNDS_EXCEEDED, "/legs")))
                                : call);
            });
            return all;
        }
    }
}
