package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.configuration.AppliedVersion;
import org.onestophub.complaint.contract.configuration.ApplyPlan;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ConfigReleases;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Fault;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The files of the configuration for operators: check, plan, apply, history. */
@RestController
@RequestMapping(path = "/api/ops/v1/config", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "config", description = "Files are the configuration")
class ConfigController {

    private static final HubLog LOG = HubLog.of("channel");
    private static final int MOST_NAMES = 200;
    private static final int DIGEST_LENGTH = 64;

    /** @param faults all that is wrong, ordered by file and line; empty if the files are sound */
    @Schema(name = "ConfigCheck")
    record Check(
            @Schema(description = "All that is wrong; empty if the files are sound.")
            List<Fault> faults) {}

    /**
     * What to apply.
     *
     * @param channels routes by stem or channels by name; without them all that change
     * @param expect digest of the plan
     */
    @Schema(name = "ApplyOrder")
    record Apply(
            @Schema(
                    description = "Channels by name or routes by stem; none: all that change.",
                    example = "[\"hotline\"]")
            @Nullable
            List<String> channels,

            @Schema(description = "The digest of the plan that is to be carried out.")
            String expect) {}

    private final ConfigReleases releases;

    ConfigController(ConfigReleases releases) {
        this.releases = releases;
    }

    @NeedsRight(KeyRight.VIEW)
    @PostMapping("/check")
    @Operation(summary = "All faults in routes, connectors, mappings, code lists, schemas and the settings they name")
    Check check() {
        return new Check(releases.check());
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping("/plan")
    @Operation(summary = "What an apply would change: the files against what runs")
    ApplyPlan plan() {
        return releases.plan();
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping(path = "/apply", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Bring what runs to what the files say, one route after the other",
            description = "Answers when the last route has been watched (hub.channels.watch for each that changed). A "
                    + "route with a fault or a red golden sample is left as it is; one that fails gets its last good "
                    + "version back. 409 with CH-101 if files or hub are not those of the plan.")
    ApplyReport apply(@RequestBody Apply apply, Principal key) {
        String expect = RequestParameters.needed(apply.expect(), "expect", DIGEST_LENGTH);
        List<String> names = apply.channels() == null ? List.of() : apply.channels();
        RequestParameters.limit(names.size() + 1, MOST_NAMES);
        names.forEach(
                name -> RequestParameters.word(RequestParameters.needed(name, "channels", DIGEST_LENGTH), "channels"));
        LOG.event("apply-asked", LogKey.KEY_NAME, key.getName(), LogKey.COUNT, names.size());
        return releases.apply(names, expect, key.getName());
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping("/history")
    @Operation(summary = "What was applied, by whom and when, newest first")
    List<AppliedVersion> history(
            @Parameter(description = "Lines with a smaller id.")
                    @RequestParam(name = "before", required = false)
                    @Nullable
                    Long before,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit) {
        return releases.history(
                RequestParameters.position(before == null ? Long.MAX_VALUE : before, "before"),
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT));
    }
}
