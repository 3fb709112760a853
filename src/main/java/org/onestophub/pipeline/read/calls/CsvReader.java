package org.onestophub.pipeline.read.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.CallLegs;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Call detail records in CSV, also compressed with gzip. All legs of a call make one candidate if one of them is on a
 * complaint line, answered or not, whichever file of the last 31 days it is in. Other calls are counted as
 * {@code call-other-line}. A row that cannot be read is held as an item of its own, unless it is certainly on another line:
 * then it is counted as {@code row-unreadable}. A last row without line end is counted as {@code row-partial} where the
 * file will come again, longer. A file with no other rows is corrupt.
 *
 * <p>The file is read twice, first to find the calls on a complaint line, because any leg may show it; only their
 * rows are held in memory.
 */
@Component
public class CsvReader implements FormatReader {

    /** Characters of a compressed file that people are shown. */
    private static final int MOST_SHOWN_BYTES = 8 * 1024 * 1024;

    private final HubProperties hub;
    private final CallFiles files;

    /** A reader without a hub around it: it knows no earlier files. Times without a zone are in the zone of this hub. */
    public CsvReader(HubProperties hub) {
        this.hub = hub;
        this.files = new CallFiles(null, null);
    }

    /** A reader that finds the legs of a call in earlier files. */
    @Autowired
    public CsvReader(HubProperties hub, CallLegs legs, ReceiptBytes receipts) {
        this.hub = hub;
        this.files = new CallFiles(legs, receipts);
    }

    @Override
    public String format() {
        return "cdr-csv";
    }

    /** Line by line, because exchanges write names in whatever character set they came in. */
    @Override
    public Optional<String> text(byte[] bytes) {
        byte[] plain = UnpackedContent.bytes(Content.of(bytes), MOST_SHOWN_BYTES);
        return Optional.of(new String(plain, StandardCharsets.ISO_8859_1)
                .lines()
                .map(line -> MimeText.detect(line.getBytes(StandardCharsets.ISO_8859_1), false)
                        .text())
                .collect(Collectors.joining("\n")));
    }

    @Override
    public byte[] rewritten(Receipt receipt, JsonNode profile, TextReplacement texts) {
        return RewrittenLines.of(
                UnpackedContent.of(receipt.content()),
                CdrProfile.of(profile, hub.zone()).delimiter() + "\"",
                texts);
    }

    @Override
    public String ownWords() {
        return CdrProfile.withheldWords();
    }

    @Override
    public Walk read(Receipt receipt, JsonNode options) {
        CdrProfile profile = CdrProfile.of(options, hub.zone());
        Content content = UnpackedContent.of(receipt.content());
        CsvShape.check(content);
        FirstPass first = new FirstPass(receipt, profile);
        CdrScan.over(content, profile, first);
        first.checkFit();
        // remembered before others are asked for: of two files read side by side, one sees the other
        files.note(receipt, first.near());
        List<Long> calls =
                first.near().stream().map(CallLegs.Leg::call).distinct().toList();
        List<Candidate> candidates = new ArrayList<>(
                new CallRows(receipt, profile, files, first.complaintCalls(), files.ofComplaints(receipt, calls))
                        .candidates());
        int complaints = candidates.size();
        List<UnreadRows.Row> held = heldNow(receipt, profile, first.unread().rows());
        candidates.addAll(first.unread().candidates(held));
        long heldBefore = (long) first.unread().rows().size() - held.size();
        return Walk.of(receipt).with(candidates, first.counted(complaints, heldBefore));
    }

    /** A file that grows brings its unreadable rows again with each version; they are held once. */
    private List<UnreadRows.Row> heldNow(Receipt receipt, CdrProfile profile, List<UnreadRows.Row> rows) {
        Set<Long> digests = rows.stream()
                .map(row -> CallFiles.callDigest(receipt, profile, row.key()))
                .collect(Collectors.toSet());
        files.note(
                receipt,
                digests.stream()
                        .map(digest -> new CallLegs.Leg(digest, 0, true))
                        .toList());
        Set<Long> before = files.ofComplaints(receipt, digests).stream()
                .filter(known -> known.receiptId() != receipt.id())
                .map(CallLegs.Known::call)
                .collect(Collectors.toSet());
        return rows.stream()
                .filter(row -> !before.contains(CallFiles.callDigest(receipt, profile, row.key())))
                .toList();
    }
}
