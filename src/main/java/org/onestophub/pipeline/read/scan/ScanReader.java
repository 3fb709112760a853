package org.onestophub.pipeline.read.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.format.TextClaims;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Reads scanned letters: PDF, TIFF with several pages, JPEG and PNG. One file is one letter and one candidate; what
 * has no text that can be found is still a letter, with its image only.
 */
@Component
public final class ScanReader implements FormatReader {

    /** The whole file, the only part of a scan. */
    private static final String PART = "1";

    private static final int MAX_NAME = 255;

    private final ReadProperties properties;
    private final PageText pageText;
    private final ReadScratch scratch;
    private final BoundedRun bounded;

    /** A reader that recognises text with {@code pageText}. */
    public ScanReader(ReadProperties properties, PageText pageText, ReadScratch scratch, Clock clock) {
        this.properties = properties;
        this.pageText = pageText;
        this.scratch = scratch;
        this.bounded = new BoundedRun(
                clock, properties.scan().timeLimit(), properties.scan().parallel());
    }

    @Override
    public String format() {
        return "scan";
    }

    /**
     * The letter in the receipt.
     * @throws ProblemException RD-103, RD-105, RD-106, RD-107, RD-108, RD-201 if {@code profile} has options, RD-302
     */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        if (!profile.isEmpty()) {
            throw new ProblemException(
                    Problem.PROFILE_INVALID, profile.fieldNames().next());
        }
        ScanSource source = new ScanSource(receipt.content());
        requireSize(source);
        ScanType type = typeOf(source);
        LetterText letter = bounded.run(budget -> letter(source, type, budget));
        String fileName = fileName(receipt.transport().getOrDefault("fileName", ""));
        Part part = new Part(PART, fileName, type.mediaType(), source.size(), receipt.sha256());
        Candidate candidate =
                Candidate.found("letter:" + receipt.sha256(), view(letter, type, fileName), List.of(part));
        return Walk.of(receipt).with(List.of(candidate.withFindings(letter.findings())), Map.of());
    }

    @Override
    public Content part(Receipt receipt, JsonNode profile, String number) {
        if (!number.equals(PART)) {
            throw new ProblemException(Problem.NOT_FOUND, "part");
        }
        return receipt.content();
    }

    /**
     * The letter whose pages are in these files, in this order.
     * @throws ProblemException as {@link #read}
     */
    LetterText joined(List<ScanSource> files) {
        files.forEach(this::requireSize);
        List<ScanType> types = files.stream().map(ScanReader::typeOf).toList();
        return bounded.run(budget -> {
            List<Supplier<ScannedPages>> pages = new ArrayList<>();
            for (int i = 0; i < types.size(); i++) {
                ScanSource file = files.get(i);
                ScanType type = types.get(i);
                pages.add(() -> open(file, type, budget));
            }
            try (ScannedPages all = new JoinedPages(pages)) {
                return LetterReading.of(all, pageText, properties.ocr().maxPages(), budget);
            }
        });
    }

    private void requireSize(ScanSource source) {
        if (source.size() == 0) {
            throw new ProblemException(Problem.EMPTY);
        }
        if (source.size() > properties.scan().maxSize().toBytes()) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
    }

    static ScanType typeOf(ScanSource source) {
        byte[] head = LibraryEdge.decode(() -> source.head(ScanType.HEAD_BYTES));
        return ScanType.of(head).orElseThrow(() -> new ProblemException(Problem.TYPE_UNSUPPORTED));
    }

    private LetterText letter(ScanSource source, ScanType type, ReadBudget budget) {
        try (ScannedPages pages = open(source, type, budget)) {
            return LetterReading.of(pages, pageText, properties.ocr().maxPages(), budget);
        }
    }

    private ScannedPages open(ScanSource source, ScanType type, ReadBudget budget) {
        return type == ScanType.PDF
                ? PdfPages.open(source, scratch, properties.ocr().dpi(), budget)
                : ImagePages.open(source, type, budget);
    }

    static ObjectNode view(LetterText letter, ScanType type, String fileName) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ObjectNode seen = view.putObject("letter");
        seen.put("pages", letter.pages());
        seen.put("mediaType", type.mediaType());
        seen.put("textFrom", letter.from().word());
        if (!letter.isImageOnly()) {
            seen.put("text", letter.text());
        }
        if (letter.from() == LetterText.From.OCR) {
            seen.put("ocrConfidence", letter.confidence());
        }
        seen.put("imageOnly", letter.isImageOnly());
        view.set("found", TextClaims.asJson(letter.text()));
        view.set("transport", transport(fileName));
        return view;
    }

    private static ObjectNode transport(String fileName) {
        ObjectNode transport = JsonNodeFactory.instance.objectNode();
        if (!fileName.isEmpty()) {
            transport.put("fileName", fileName);
        }
        DeviceTime.in(fileName).ifPresent(time -> transport.put("deviceTime", time.toString()));
        return transport;
    }

    // a name for people: without any path, whichever side wrote it
    static String fileName(String name) {
        String line = ViewText.line(name, 1000);
        int slash = Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\'));
        return ShortText.of(line.substring(slash + 1), MAX_NAME);
    }
}
