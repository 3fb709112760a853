package org.onestophub.operate.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.FeedConsumers;
import org.onestophub.complaint.contract.operations.FeedRejects;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who reads the district's feed, for operators. */
@RestController
@RequestMapping("/api/ops/v1/consumers")
@Tag(name = "consumers", description = "Who reads the district's feed")
class FeedConsumersController {

    /**
     * One consumer of the feed.
     *
     * @param key name of its API key
     * @param profile the outbound mapping it gets
     * @param position sequence of the last event it says it has kept
     * @param lagEvents events behind that
     * @param lagSeconds age of the oldest of them
     * @param openRejects what it said it could not take and nobody has settled
     * @param acknowledgedAt when it last said so, UTC, absent before
     * @param seenAt when it last asked for anything, UTC, absent before
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "FeedConsumer", description = "How far a consumer of the district's feed is.")
    record ConsumerRow(
            String key,
            String profile,
            long position,
            long lagEvents,
            long lagSeconds,
            long openRejects,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant seenAt) {}

    private final FeedConsumers consumers;
    private final FeedRejects rejects;

    FeedConsumersController(FeedConsumers consumers, FeedRejects rejects) {
        this.consumers = consumers;
        this.rejects = rejects;
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Each key that may read the district's feed, and how far it is")
    List<ConsumerRow> consumers() {
        return consumers.consumers().stream()
                .map(one -> new ConsumerRow(
                        one.key(),
                        one.profile(),
                        one.position(),
                        one.lagEvents(),
                        one.lagSeconds(),
                        rejects.open(one.key()),
                        one.acknowledgedAt(),
                        one.seenAt()))
                .toList();
    }
}
