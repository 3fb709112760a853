package org.onestophub.operate.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.ComplaintLists;
import org.onestophub.operate.ops.query.ReceiptDetail;
import org.onestophub.operate.ops.query.ReceiptOrigins;
import org.onestophub.operate.ops.query.ReceiptQueries;
import org.onestophub.operate.ops.query.ReceiptSight;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.pipeline.read.ReadStep;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Original inputs for a viewer. All of them is content: each sight needs the right and a reason, and is recorded first. */
@Component
class InputDesk {

    /** Larger inputs are shown by their beginning only. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /**
     * An input as a page shows it.
     *
     * @param detail what was kept, and how it ended
     * @param preview its bytes, made harmless
     */
    record Input(ReceiptDetail detail, Preview preview) {}

    private final ReceiptQueries queries;
    private final ComplaintLists complaints;
    private final ReceiptBytes bytes;
    private final ReadStep read;
    private final AccessRecord record;
    private final ReceiptSight sight;
    private final ReceiptOrigins origins;

    InputDesk(
            ReceiptQueries queries,
            ComplaintLists complaints,
            ReceiptBytes bytes,
            ReadStep read,
            AccessRecord record,
            ReceiptSight sight,
            ReceiptOrigins origins) {
        this.origins = origins;
        this.queries = queries;
        this.complaints = complaints;
        this.bytes = bytes;
        this.read = read;
        this.record = record;
        this.sight = sight;
    }

    Input open(Viewer viewer, long id, String reason) {
        require(viewer, id);
        ReceiptDetail detail = queries.detail(id, 0).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        record.receiptSeen(viewer.by(), "console-input", id, reason);
        Content content = bytes.open(id);
        return new Input(detail, Preview.of(content, textOf(detail.receipt().mapping(), content)));
    }

    /** Where the fields of one thing of an input came from; the first thing that became that complaint, if one is named. */
    OriginView origins(
            Viewer viewer, long id, int item, @Nullable String complaint, @Nullable String field, String reason) {
        require(viewer, id);
        record.receiptSeen(viewer.by(), "console-origins", id, reason);
        int thing = (int) RequestParameters.position(item, "item");
        if (complaint != null) {
            thing = complaints
                    .itemOf(id, complaint)
                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "complaint"));
        }
        ReceiptOrigins.Traced traced = origins.of(id, thing);
        String mapping = bytes.receipt(id)
                .map(Receipt::mapping)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        return OriginView.of(traced, field, textOf(mapping, bytes.open(id)));
    }

    /** The bytes as they came, or those of one of its parts; for a download or a sandboxed frame. */
    Content bytes(Viewer viewer, long id, @Nullable String part, String reason) {
        require(viewer, id);
        Content content;
        if (part == null) {
            content = bytes.open(id);
        } else {
            Receipt receipt = bytes.receipt(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
            content = read.part(receipt, RequestParameters.part(part));
        }
        record.receiptSeen(viewer.by(), part == null ? "console-raw" : "console-part", id, reason);
        return content;
    }

    /**
     * What READ found in a letter: {@code pages}, {@code text}, {@code eachPage}.
     * @throws ProblemException AC-103 if the input is no scanned letter that was read
     */
    JsonNode letter(Viewer viewer, long id, String reason) {
        require(viewer, id);
        ReceiptDetail detail = queries.detail(id, 0).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        JsonNode letter = detail.items().stream()
                .map(ReceiptDetail.Item::view)
                .filter(Objects::nonNull)
                .map(view -> view.path("letter"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "page"));
        record.receiptSeen(viewer.by(), "console-letter", id, reason);
        return letter;
    }

    /** True if a scanned letter was read in it. */
    static boolean isLetter(ReceiptDetail detail) {
        return detail.items().stream()
                .anyMatch(item -> item.view() != null
                        && item.view().path("letter").path("pages").asInt() > 0);
    }

    /** A page of a letter, from 1, as a PNG; throws as {@link ReadStep#picture}. */
    byte[] picture(Viewer viewer, long id, int page, String reason) {
        require(viewer, id);
        Receipt receipt = bytes.receipt(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        record.receiptSeen(viewer.by(), "console-page", id, reason);
        return read.picture(receipt, page);
    }

    /** An input of another institution is not there; nor is one that led to a complaint of another. */
    void require(Viewer viewer, long id) {
        viewer.require(Right.CONTENT);
        sight.require(id, viewer.institutions());
    }

    private Optional<String> textOf(String mapping, Content content) {
        if (content.size() > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            return read.text(mapping, content.bytes(MAX_BYTES));
        } catch (ProblemException e) {
            // what cannot be read is shown by its bytes
            return Optional.empty();
        }
    }
}
