package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.security.Principal;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.ReceiptDetail;
import org.onestophub.operate.ops.query.ReceiptOrigins;
import org.onestophub.operate.ops.query.ReceiptQueries;
import org.onestophub.operate.ops.query.ReceiptRow;
import org.onestophub.operate.ops.query.ReceiptSearch;
import org.onestophub.operate.ops.query.ReceiptSight;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.pipeline.read.ReadStep;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Receipts for operators. Lists hold no content; whatever does is recorded as seen. */
@RestController
@RequestMapping("/api/ops/v1/receipts")
@Tag(name = "receipts", description = "Every input with every stage of its walk")
class ReceiptsController {

    /** The answer is the bytes themselves. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ApiResponse(
            responseCode = "200",
            description = "The bytes, as a download",
            content =
                    @io.swagger.v3.oas.annotations.media.Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                            schema = @Schema(type = "string", format = "binary")))
    private @interface OctetStream {}

    private final ReceiptQueries queries;
    private final ReceiptBytes bytes;
    private final ReadStep read;
    private final AccessLog record;
    private final Institutions institutions;
    private final ReceiptOrigins origins;
    private final ReceiptSight sight;

    ReceiptsController(
            ReceiptQueries queries,
            ReceiptBytes bytes,
            ReadStep read,
            AccessLog record,
            Institutions institutions,
            ReceiptOrigins origins,
            ReceiptSight sight) {
        this.origins = origins;
        this.sight = sight;
        this.queries = queries;
        this.bytes = bytes;
        this.read = read;
        this.record = record;
        this.institutions = institutions;
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Search receipts, newest first", description = "All conditions given must hold.")
    Page<ReceiptRow> search(@ParameterObject ReceiptSearch search, Principal key) {
        return queries.search(search.checked(), institutions.ofKey(key.getName()));
    }

    @NeedsRight(KeyRight.CONTENT)
    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "One receipt with every stage", description = "Recorded as an access to personal data.")
    ReceiptDetail detail(
            @PathVariable("id") long id,
            @Parameter(description = "First item to show; 200 are shown at most.")
                    @RequestParam(name = "firstItem", defaultValue = "0")
                    int firstItem,
            Principal key) {
        sight.requireBound(id, institutions.ofKey(key.getName()));
        ReceiptDetail detail = queries.detail(id, (int) RequestParameters.position(firstItem, "firstItem"))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        record.receiptSeen(key.getName(), "receipt", id);
        return detail;
    }

    @NeedsRight(KeyRight.CONTENT)
    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping(path = "/{id}/origins", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Where each field came from, of one thing in the receipt",
            description =
                    "Found by running the mapping, as it is in use now, with one place of the input exchanged at a "
                            + "time. At most 30 seconds. CK-120 as long as the content is kept back. Recorded as an access to personal "
                            + "data.")
    ReceiptOrigins.Traced origins(
            @PathVariable("id") long id,
            @Parameter(description = "Number of the thing, from 0.") @RequestParam(name = "item", defaultValue = "0")
                    int item,
            Principal key) {
        sight.require(id, institutions.ofKey(key.getName()));
        record.receiptSeen(key.getName(), "origins", id);
        return origins.of(id, (int) RequestParameters.position(item, "item"));
    }

    @NeedsRight(KeyRight.CONTENT)
    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping(path = "/{id}/raw", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(summary = "The bytes as they came", description = "Recorded as an access to personal data.")
    @OctetStream
    void raw(@PathVariable("id") long id, Principal key, HttpServletResponse response) {
        sight.requireBound(id, institutions.ofKey(key.getName()));
        Content content = bytes.open(id);
        record.receiptSeen(key.getName(), "raw", id);
        send(content, "receipt-" + id + ".bin", response);
    }

    @NeedsRight(KeyRight.CONTENT)
    @WithinInstitutions(Subject.RECEIPT)
    @GetMapping(path = "/{id}/parts/{part}", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Operation(summary = "The decoded bytes of an attachment", description = "Recorded as an access to personal data.")
    @OctetStream
    void part(
            @PathVariable("id") long id,
            @Parameter(description = "Part number, for example 2.1.") @PathVariable("part") String part,
            Principal key,
            HttpServletResponse response) {
        RequestParameters.part(part);
        sight.requireBound(id, institutions.ofKey(key.getName()));
        Receipt receipt = bytes.receipt(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        Content content = read.part(receipt, part);
        record.receiptSeen(key.getName(), "part", id);
        send(content, "receipt-" + id + "-part-" + part + ".bin", response);
    }

    /** Never shown in the browser: the bytes are a stranger's. The name is ours, theirs may be a patient's. */
    private static void send(Content content, String name, HttpServletResponse response) {
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(content.size());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        try (InputStream in = content.open()) {
            in.transferTo(response.getOutputStream());
        } catch (IOException e) {
            // the caller went away, or the file broke half-way; too late for another status
            HubLog.of("ops").warn("bytes-cut-short", LogKey.FAULT, e.getClass().getName());
        }
    }
}
