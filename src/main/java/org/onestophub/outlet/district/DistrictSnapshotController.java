package org.onestophub.outlet.district;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.security.Principal;
import java.util.Base64;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Snapshots over HTTP. A snapshot is a file and no encoded text: nobody on the way unpacks it, so the digest is that of
 * the bytes the consumer has on its disk.
 */
@RestController
@Tag(name = "district")
class DistrictSnapshotController {

    private static final HubLog LOG = HubLog.of("district");
    private static final String GZIP = "application/gzip";

    private final Snapshots snapshots;
    private final FeedViews views;
    private final FeedConsumerTable consumers;

    DistrictSnapshotController(Snapshots snapshots, FeedViews views, FeedConsumerTable consumers) {
        this.snapshots = snapshots;
        this.views = views;
        this.consumers = consumers;
    }

    @WithinInstitutions
    @GetMapping(path = "/api/district/v1/snapshot", produces = GZIP)
    @Operation(
            summary = "The latest event of every complaint, and of every warning for keys that see them",
            description =
                    "Gzip of NDJSON; the first line holds the cursor that goes on from there. One at a time per key, else 429 DI-301.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = @Content(mediaType = GZIP, schema = @Schema(type = "string", format = "binary")),
                            headers = {
                                @Header(name = "Repr-Digest", description = "RFC 9530, sha-256 of the body."),
                                @Header(name = "Hub-Feed-Cursor", description = "Goes on where the snapshot ends."),
                                @Header(
                                        name = "Hub-Feed-Count",
                                        description = "Events in it: one of each complaint and warning.")
                            }))
    void snapshot(HttpServletResponse response, Principal key) {
        FeedView view = views.of(key.getName());
        consumers.noteSeen(view);
        try (Snapshot snapshot = snapshots.make(view)) {
            response.setContentType(GZIP);
            response.setContentLengthLong(snapshot.size());
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"snapshot.ndjson.gz\"");
            response.setHeader(
                    "Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(snapshot.sha256()) + ":");
            response.setHeader("Hub-Feed-Cursor", snapshot.cursor());
            response.setHeader("Hub-Feed-Count", Long.toString(snapshot.events()));
            Files.copy(snapshot.file(), response.getOutputStream());
        } catch (IOException e) {
            // mostly the consumer is gone; what it has is shorter than announced
            LOG.warn(
                    "snapshot-cut",
                    LogKey.KEY_NAME,
                    view.key(),
                    LogKey.FAULT,
                    e.getClass().getSimpleName());
        }
    }
}
