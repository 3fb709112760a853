package org.onestophub.pipeline.read.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.PagePicture;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Reads letters of several files, which RECEIVE joined in a ZIP. A file that is a letter by itself is read as
 * any scan; a ZIP that was sent is not read.
 */
@Component
public final class LetterPagesReader implements FormatReader {

    /** Bound of a part, which is handed out from memory; larger ones are in the bundle, which can be downloaded as a file. */
    private static final long MAX_PART_BYTES = 128L << 20;

    private static final JsonNode NO_OPTIONS = JsonNodeFactory.instance.objectNode();

    private final ScanReader scans;
    private final ReadScratch scratch;

    /** A reader that reads pages with {@code scans}. */
    public LetterPagesReader(ScanReader scans, ReadScratch scratch) {
        this.scans = scans;
        this.scratch = scratch;
    }

    @Override
    public String format() {
        return "letter-pages";
    }

    /**
     * The letter in the receipt; the profile is RECEIVE's. A sidecar that cannot be read is a finding, because the
     * letter is what counts.
     * @throws ProblemException as {@link ScanReader#read}
     */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        if (!isBundle(receipt)) {
            return scans.read(receipt, NO_OPTIONS);
        }
        try (LetterFiles files = LetterFiles.open(receipt.content(), scratch)) {
            return Walk.of(receipt).with(List.of(candidate(receipt, files)), Map.of());
        } catch (IOException e) {
            throw new ProblemException(Problem.CORRUPT, "letter");
        }
    }

    @Override
    public Content part(Receipt receipt, JsonNode profile, String number) {
        if (!isBundle(receipt)) {
            return scans.part(receipt, NO_OPTIONS, number);
        }
        try (LetterFiles files = LetterFiles.open(receipt.content(), scratch)) {
            for (LetterFiles.File file : files.all()) {
                if (file.part().equals(number)) {
                    return Content.of(file.content().bytes(MAX_PART_BYTES));
                }
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.CORRUPT, "letter");
        }
        throw new ProblemException(Problem.NOT_FOUND, "part");
    }

    @Override
    public PagePicture picture(Receipt receipt, JsonNode profile, int page) {
        if (!isBundle(receipt)) {
            return scans.picture(receipt, NO_OPTIONS, page);
        }
        try (LetterFiles files = LetterFiles.open(receipt.content(), scratch)) {
            return scans.picture(sources(files), page);
        } catch (IOException e) {
            throw new ProblemException(Problem.CORRUPT, "letter");
        }
    }

    private static List<ScanSource> sources(LetterFiles files) {
        return files.all().stream()
                .filter(LetterFiles.File::isPage)
                .map(page -> new ScanSource(page.content()))
                .toList();
    }

    private static boolean isBundle(Receipt receipt) {
        return receipt.transport().containsKey(Inbound.LETTER_OF);
    }

    private Candidate candidate(Receipt receipt, LetterFiles files) throws IOException {
        List<LetterFiles.File> pages =
                files.all().stream().filter(LetterFiles.File::isPage).toList();
        LetterText letter = scans.joined(
                pages.stream().map(page -> new ScanSource(page.content())).toList());
        String first = new ScanSource(pages.get(0).content()).mediaType();
        String fileName = ScanReader.fileName(receipt.transport().getOrDefault("fileName", ""));
        ObjectNode view = ScanReader.view(letter, first, fileName);
        List<Finding> findings = new ArrayList<>(letter.findings());
        ArrayNode missing = missing(pages);
        if (!missing.isEmpty()) {
            view.withObjectProperty("letter").set("missing", missing);
            findings.add(Finding.of(Problem.PAGES_MISSING, "/letter/missing"));
        }
        sidecars(files, view, findings);
        return Candidate.found("letter:" + receipt.sha256(), view, parts(files)).withFindings(findings);
    }

    private static ArrayNode missing(List<LetterFiles.File> pages) {
        ArrayNode missing = JsonNodeFactory.instance.arrayNode();
        for (int i = 1; i < pages.size(); i++) {
            // a series numbered in thousands would list too many missing pages
            for (int page = pages.get(i - 1).page() + 1; page < pages.get(i).page() && missing.size() < 20; page++) {
                missing.add(page);
            }
        }
        return missing;
    }

    private static void sidecars(LetterFiles files, ObjectNode view, List<Finding> findings) {
        for (LetterFiles.File file : files.all()) {
            if (file.isPage()) {
                continue;
            }
            try {
                ArrayNode fields = SidecarFields.of(file.content().bytes(SidecarFields.MAX_BYTES));
                view.withArrayProperty("sidecar").addAll(fields);
            } catch (ProblemException e) {
                findings.add(Finding.of(e.problem(), "/sidecar"));
            }
        }
    }

    private static List<Part> parts(LetterFiles files) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (LetterFiles.File file : files.all()) {
            String type = file.isPage() ? new ScanSource(file.content()).mediaType() : "text/plain";
            parts.add(new Part(file.part(), file.name(), type, file.content().size(), file.sha256()));
        }
        return parts;
    }
}
