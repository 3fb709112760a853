package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ChannelDrafts;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Fault;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Channels being drafted, for operators. */
@RestController
@RequestMapping(path = "/api/ops/v1/drafts", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "drafts", description = "Connect a system without writing a file")
class DraftsController {

    private static final int DIGEST_LENGTH = 64;
    private static final int NAME_LENGTH = 64;
    private static final int PRINT_LENGTH = 200;

    /**
     * A new draft.
     *
     * @param id name of the channel
     * @param kind its connector
     */
    @Schema(name = "NewDraft")
    record New(String id, String kind) {}

    /**
     * An input as JSON.
     *
     * @param text the input as text, or
     * @param base64 its bytes
     * @param charset of the text; UTF-8 if none is named
     * @param fileName name of the file that it was
     */
    @Schema(name = "DraftSample")
    record Sample(String text, String base64, String charset, String fileName) {}

    /** @param fingerprint of the server, as a test showed it */
    @Schema(name = "DraftTrust")
    record Trust(String fingerprint) {}

    /** @param expect the digest of the draft that was seen */
    @Schema(name = "DraftApplyOrder")
    record Apply(String expect) {}

    private final ChannelDrafts drafts;
    private final AccessRecord record;

    DraftsController(ChannelDrafts drafts, AccessRecord record) {
        this.drafts = drafts;
        this.record = record;
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @GetMapping
    @Operation(summary = "All drafts, by name")
    List<ChannelDrafts.Draft> list() {
        return drafts.drafts();
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @GetMapping("/kinds")
    @Operation(summary = "What can be drafted, and what its form asks")
    List<ChannelDrafts.Kind> kinds() {
        return drafts.kinds();
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @GetMapping("/targets")
    @Operation(summary = "The fields of a complaint that can be chosen")
    List<ChannelDrafts.Target> targets() {
        return drafts.targets();
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Begin a draft")
    ChannelDrafts.Draft begin(@org.springframework.web.bind.annotation.RequestBody New order, Principal key) {
        return drafts.begin(
                RequestParameters.needed(order.id(), "id", NAME_LENGTH),
                RequestParameters.needed(order.kind(), "kind", NAME_LENGTH),
                key.getName());
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @GetMapping("/{id}")
    @Operation(summary = "One draft; secrets are not shown")
    ChannelDrafts.Draft draft(@PathVariable("id") String id) {
        return drafts.draft(id);
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Change a draft; what is not given stays")
    ChannelDrafts.Draft change(
            @PathVariable("id") String id,
            @org.springframework.web.bind.annotation.RequestBody ChannelDrafts.Change change,
            Principal key) {
        return drafts.change(id, change, key.getName());
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping("/{id}/input")
    @Operation(
            summary = "Give an input to try it with, at most 8 MiB",
            description = "Kept with the draft, and removed with it.",
            requestBody =
                    @RequestBody(
                            content = {
                                @io.swagger.v3.oas.annotations.media.Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = Sample.class)),
                                @io.swagger.v3.oas.annotations.media.Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"))
                            }))
    ChannelDrafts.Draft input(@PathVariable("id") String id, HttpServletRequest request, Principal key) {
        UploadedInput given = UploadedInput.in(request, Set.of("fileName"));
        return drafts.input(id, given.field("fileName"), given.bytes(), key.getName());
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping("/{id}/take")
    @Operation(
            summary = "Take the file that has waited longest in its folder as the input",
            description = "It stays where it is. The step take says whether there was one of at most 8 MiB.")
    ConnectionReport take(@PathVariable("id") String id, Principal key) {
        return drafts.take(id, key.getName());
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping(path = "/{id}/trust", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Trust the server that shows this fingerprint",
            description =
                    "Compare it with what the server's owner says. 400 (AC-104) if the server shows another one now.")
    ChannelDrafts.Draft trust(
            @PathVariable("id") String id,
            @org.springframework.web.bind.annotation.RequestBody Trust order,
            Principal key) {
        return drafts.trust(
                id, RequestParameters.needed(order.fingerprint(), "fingerprint", PRINT_LENGTH), key.getName());
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping("/{id}/test")
    @Operation(summary = "Try its connection step by step")
    ConnectionReport test(@PathVariable("id") String id) {
        return drafts.test(id);
    }

    @NeedsRight(KeyRight.CONTENT)
    @PostMapping("/{id}/trial")
    @Operation(
            summary = "What it makes of its input, and where each field came from",
            description = "Nothing is kept but the entry of the access log. At most 30 seconds.")
    ChannelDrafts.Trial trial(@PathVariable("id") String id, Principal key) {
        record.done(key.getName(), "draft-trial", drafts.draft(id).id(), null);
        return drafts.trial(id);
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @GetMapping("/{id}/files")
    @Operation(summary = "The files that an apply would add")
    List<ChannelDrafts.Added> files(@PathVariable("id") String id) {
        return drafts.added(id);
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping("/{id}/check")
    @Operation(summary = "What would be wrong if they were there; empty if nothing is")
    List<Fault> check(@PathVariable("id") String id) {
        return drafts.check(id);
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @PostMapping(path = "/{id}/apply", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Put the files into the configuration folder and apply that channel alone",
            description =
                    "Answers when the channel has been watched. If it does not run, the files are taken away again and "
                            + "the draft stays.")
    ApplyReport apply(
            @PathVariable("id") String id,
            @org.springframework.web.bind.annotation.RequestBody Apply order,
            Principal key) {
        return drafts.apply(id, RequestParameters.needed(order.expect(), "expect", DIGEST_LENGTH), key.getName());
    }

    @NeedsRight(KeyRight.CONFIGURE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a draft and remove all that was given for it")
    void discard(@PathVariable("id") String id, Principal key) {
        drafts.discard(id, key.getName());
    }
}
