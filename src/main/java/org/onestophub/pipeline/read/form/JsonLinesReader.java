package org.onestophub.pipeline.read.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.LocalTimes;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.StrictJson;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Reads a file with one JSON object on each line (NDJSON), each as a candidate; see {@link JsonProfile}. A line that is no
 * sound object is stopped alone; a file of several lines of which none is one is something else, and refused as a whole. Empty
 * lines are passed over, and so is what makes a list of the lines: brackets on lines of their own, commas at their ends.
 */
@Component
public class JsonLinesReader implements FormatReader {

    /** A day of the largest hospital's events is a tenth of it. */
    private static final int MOST_LINES = 20_000;

    private static final int MOST_BYTES = 32 * 1024 * 1024;

    private final JsonProfile.Memory profiles = new JsonProfile.Memory();
    private final LocalTimes times;

    /** A reader that takes times without an offset as local to the hub's zone. */
    public JsonLinesReader(HubProperties hub) {
        this.times = new LocalTimes(hub.zone());
    }

    @Override
    public String format() {
        return "json-lines";
    }

    @Override
    public void check(JsonNode profile) {
        JsonProfile.of(profile);
    }

    @Override
    public Optional<String> text(byte[] bytes) {
        return Optional.of(MimeText.detect(bytes, false).text());
    }

    /**
     * {@inheritDoc}
     * RD-107 above 32 MiB or 20,000 lines, RD-108 if it is empty, RD-201 for a bad profile. A line is stopped with RD-107 above
     * 1 MiB, RD-109 if it is no sound JSON object in UTF-8; so is the file if no line is one.
     */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        JsonProfile options = profiles.of(profile);
        if (receipt.content().size() > MOST_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
        byte[] bytes = receipt.content().bytes(MOST_BYTES);
        List<Candidate> candidates = new ArrayList<>();
        int line = 0;
        int from = 0;
        while (from < bytes.length) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            line++;
            byte[] one = Arrays.copyOfRange(bytes, from, endOf(bytes, from, to));
            from = to + 1;
            if (one.length == 0 || one.length == 1 && (one[0] == '[' || one[0] == ']')) {
                continue;
            }
            if (candidates.size() == MOST_LINES) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "lines");
            }
            candidates.add(candidate(one, line, receipt, options));
        }
        if (candidates.isEmpty()) {
            throw new ProblemException(Problem.EMPTY);
        }
        if (candidates.size() > 1 && candidates.stream().allMatch(JsonLinesReader::isNoObject)) {
            // a list over many lines, or text in another encoding: thousands of held lines would help nobody
            throw new ProblemException(Problem.JSON_MALFORMED, "lines");
        }
        return Walk.of(receipt).with(candidates, Map.of());
    }

    private Candidate candidate(byte[] one, int line, Receipt receipt, JsonProfile options) {
        String key = receipt.sourceKey() + "#" + line;
        try {
            Candidate found = new JsonView(options, times).candidate(StrictJson.object(one), receipt, List.of());
            // without a key of its own it is known by its place
            return found.key().equals(receipt.sourceKey())
                    ? new Candidate(
                            key,
                            found.view(),
                            found.parts(),
                            found.document(),
                            found.findings(),
                            found.problem(),
                            found.field())
                    : found;
        } catch (ProblemException e) {
            return Candidate.found(key, JsonNodeFactory.instance.objectNode().put("line", line), List.of())
                    .stopped(e.problem(), e.field());
        }
    }

    private static boolean isNoObject(Candidate candidate) {
        return candidate.problem() == Problem.JSON_MALFORMED;
    }

    /** Where the line ends, without blanks and one comma. */
    private static int endOf(byte[] bytes, int from, int to) {
        int end = to;
        boolean isCut = false;
        while (end > from) {
            byte last = bytes[end - 1];
            boolean isComma = last == ',' && !isCut;
            if (!isComma && last != ' ' && last != '\t' && last != '\r') {
                break;
            }
            isCut |= isComma;
            end--;
        }
        return end;
    }
}
