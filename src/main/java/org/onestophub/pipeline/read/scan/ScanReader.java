package org.onestophub.pipeline.read.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.PagePicture;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.format.TextClaims;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Reads scanned letters: PDF, TIFF with several pages, JPEG, PNG and WebP. One file is one letter and one candidate; one
 * without any text found is still a letter, with its image only.
 */
@Component
public final class ScanReader implements FormatReader {

    /** The whole file, the only part of a scan. */
    private static final String PART = "1";

    private static final int MAX_NAME = 255;
    /** Longest time to draw one page for a person. */
    private static final Duration LOOK = Duration.ofSeconds(20);
    /** A line of small print can be read, and a page of A4 has 1,300 pixels. */
    private static final int LOOK_DPI = 110;

    private final ReadProperties properties;
    private final PageText pageText;
    private final ReadScratch scratch;
    private final LetterDecoder decoder;
    private final BoundedRun bounded;
    /** People who look take no place from letters that are read. */
    private final BoundedRun looks;

    /** A reader that has files decoded by {@code decoder} and recognises text with {@code pageText}. */
    public ScanReader(
            ReadProperties properties, PageText pageText, ReadScratch scratch, LetterDecoder decoder, Clock clock) {
        this.properties = properties;
        this.pageText = pageText;
        this.scratch = scratch;
        this.decoder = decoder;
        this.bounded = new BoundedRun(
                clock, properties.scan().timeLimit(), properties.scan().parallel());
        this.looks = new BoundedRun(clock, LOOK, 1);
    }

    @Override
    public String format() {
        return "scan";
    }

    /**
     * The letter in the receipt.
     * @throws ProblemException RD-103, RD-105, RD-106, RD-107, RD-108, RD-201 if {@code profile} has options, RD-302, RD-303
     */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        if (!profile.isEmpty()) {
            throw new ProblemException(
                    Problem.PROFILE_INVALID, profile.fieldNames().next());
        }
        ScanSource source = new ScanSource(receipt.content());
        LetterText letter = joined(List.of(source));
        ScanType type = source.type();
        String fileName = fileName(receipt.transport().getOrDefault("fileName", ""));
        Part part = new Part(PART, fileName, type.mediaType(), source.size(), receipt.sha256());
        Candidate candidate =
                Candidate.found("letter:" + receipt.sha256(), view(letter, type.mediaType(), fileName), List.of(part));
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
        files.forEach(this::requireBound);
        if (files.stream().noneMatch(ScanSource::isScan)) {
            files.get(0).type();
        }
        return bounded.run(budget -> letter(files, budget));
    }

    @Override
    public PagePicture picture(Receipt receipt, JsonNode profile, int page) {
        return picture(List.of(new ScanSource(receipt.content())), page);
    }

    /** A page, from 1, of the letter whose pages are in these files; throws as {@link FormatReader#picture}. */
    PagePicture picture(List<ScanSource> files, int page) {
        if (page < 1) {
            throw new ProblemException(Problem.NOT_FOUND, "page");
        }
        files.forEach(this::requireBound);
        return looks.run(budget -> drawn(files, page - 1));
    }

    private PagePicture drawn(List<ScanSource> files, int index) throws InterruptedException {
        try {
            Path folder = scratch.newFolder();
            try {
                decoder.decode(new DecodeOrder(paths(files, folder), folder, LOOK_DPI, 1, index, LOOK, LOOK));
                int pages = DecodedLetter.in(folder).pages().size();
                if (index >= pages) {
                    throw new ProblemException(Problem.NOT_FOUND, "page");
                }
                Path picture = DecodedLetter.imageIn(folder, index);
                if (!Files.exists(picture)) {
                    throw new ProblemException(Problem.PICTURE_NOT_DECODED, "page");
                }
                return new PagePicture(Files.readAllBytes(picture), pages);
            } finally {
                ReadScratch.delete(folder);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.DECODER_UNAVAILABLE);
        }
    }

    private void requireBound(ScanSource source) {
        if (source.size() > properties.scan().maxSize().toBytes()) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
    }

    private LetterText letter(List<ScanSource> files, ReadBudget budget) throws InterruptedException {
        try {
            Path folder = scratch.newFolder();
            try {
                decoder.decode(order(files, folder, budget));
                return LetterReading.of(
                        DecodedLetter.in(folder), pageText, properties.ocr().minConfidence(), budget);
            } finally {
                ReadScratch.delete(folder);
            }
        } catch (IOException e) {
            // the disk failed; the letter is not at fault
            throw new ProblemException(Problem.DECODER_UNAVAILABLE);
        }
    }

    private DecodeOrder order(List<ScanSource> files, Path folder, ReadBudget budget) throws IOException {
        ReadProperties.Ocr ocr = properties.ocr();
        return new DecodeOrder(
                paths(files, folder),
                folder,
                ocr.dpi(),
                ocr.maxPages(),
                DecodeOrder.ALL,
                budget.spareTime(),
                properties.scan().timeLimit());
    }

    private static List<Path> paths(List<ScanSource> files, Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (ScanSource file : files) {
            paths.add(file.file(folder.resolve("file-" + paths.size())));
        }
        return paths;
    }

    static ObjectNode view(LetterText letter, String mediaType, String fileName) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        ObjectNode seen = view.putObject("letter");
        seen.put("pages", letter.pages().size());
        seen.put("mediaType", mediaType);
        seen.put("textFrom", letter.from().word());
        if (letter.from() != LetterText.From.NONE) {
            seen.put("text", letter.text());
        }
        if (letter.from() == LetterText.From.OCR) {
            seen.put("ocrConfidence", letter.confidence());
        }
        seen.put("imageOnly", letter.isImageOnly());
        ArrayNode pages = seen.putArray("eachPage");
        letter.pages().forEach(page -> pages.add(page(page)));
        view.set("found", TextClaims.asJson(letter.sure()));
        view.set("transport", transport(fileName));
        return view;
    }

    private static ObjectNode page(LetterText.Page page) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        seen.put("number", page.number());
        seen.put("textFrom", page.from().word());
        if (page.from() == LetterText.From.OCR) {
            seen.put("ocrConfidence", page.confidence());
        }
        put(seen, "doubtful", page.isDoubtful());
        put(seen, "unread", page.isUnread());
        put(seen, "mirrored", page.orientation().isMirrored());
        put(seen, "turnedByFile", page.orientation().degrees());
        put(seen, "turnedByText", page.turned());
        return seen;
    }

    private static void put(ObjectNode seen, String name, boolean value) {
        if (value) {
            seen.put(name, true);
        }
    }

    private static void put(ObjectNode seen, String name, int degrees) {
        if (degrees != 0) {
            seen.put(name, degrees);
        }
    }

    private static ObjectNode transport(String fileName) {
        ObjectNode transport = JsonNodeFactory.instance.objectNode();
        if (!fileName.isEmpty()) {
            transport.put("fileName", fileName);
        }
        DeviceTime.in(fileName).ifPresent(time -> transport.put("deviceTime", time.toString()));
        return transport;
    }

    // a name for people: without any path, of either kind of separator
    static String fileName(String name) {
        String line = ViewText.line(name, 1000);
        int slash = Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\'));
        return ShortText.of(line.substring(slash + 1), MAX_NAME);
    }
}
