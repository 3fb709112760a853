package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.HandoverPackages;
import org.onestophub.complaint.contract.operations.HandoverPackages.HandoverPackage;
import org.onestophub.complaint.contract.operations.HandoverPackages.Receiver;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Packages of a case for those outside the hospital. */
@RestController
@Tag(name = "complaints")
class HandoverController {

    private static final String ZIP = "application/zip";
    private static final int LONGEST_REASON = 500;

    private final HandoverPackages packages;
    private final AccessRecord record;

    HandoverController(HandoverPackages packages, AccessRecord record) {
        this.packages = packages;
        this.record = record;
    }

    @NeedsRight(KeyRight.HANDOVER)
    @GetMapping(path = "/api/ops/v1/complaints/{number}/package", produces = ZIP)
    @Operation(
            summary = "A package for health authority, police or mediation",
            description = "A ZIP file with a cover sheet, the time line and the documents. Recorded as an "
                    + "access to personal data. The same case as it stands gives the same bytes.")
    @ApiResponse(
            responseCode = "200",
            description = "The package, as a download",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> handover(
            @PathVariable("number") String number,
            @Parameter(description = "authority, police or mediation.") @RequestParam("for") String receiver,
            @Parameter(description = "Why; it stays in the access log.")
                    @RequestParam(name = "reason", required = false)
                    @Nullable
                    String reason,
            Principal key) {
        String canonical = RequestParameters.number(number, "number");
        Receiver to = Receiver.of(receiver).orElseThrow(() -> new ProblemException(Problem.REQUEST_INVALID, "for"));
        String why = RequestParameters.text(reason, "reason", 1, LONGEST_REASON);
        long id = packages.idOf(canonical).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        record.complaintSeen(key.getName(), "package-" + to.word(), id, why);
        HandoverPackage made = packages.of(canonical, to);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + made.fileName() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(made.zip());
    }
}
