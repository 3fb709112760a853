package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who saw and did what, for operators. */
@RestController
@RequestMapping("/api/ops/v1/access-log")
@Tag(name = "access-log", description = "Who saw and did what")
class AccessLogController {

    private final AccessRecord record;
    private final Institutions institutions;

    AccessLogController(AccessRecord record, Institutions institutions) {
        this.record = record;
        this.institutions = institutions;
    }

    @NeedsRight(KeyRight.AUDIT)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Entries, newest first")
    List<AccessRecord.Entry> entries(
            @Parameter(description = "Only of this key, or of this person with @ in front.")
                    @RequestParam(name = "by", required = false)
                    @Nullable
                    String by,
            @Parameter(description = "Entries with a smaller id.")
                    @RequestParam(name = "before", required = false)
                    @Nullable
                    Long before,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal key) {
        return record.list(
                RequestParameters.text(by, "by", 1, 80),
                institutions.ofKey(key.getName()),
                RequestParameters.position(before == null ? Long.MAX_VALUE : before, "before"),
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT));
    }
}
