package org.onestophub.operate.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.problem.Problem;

/**
 * What a mapping makes of an input. Nothing of it is kept.
 *
 * @param mapping the mapping
 * @param problem what stopped the input as a whole, absent if nothing did
 * @param counted things in it that are no complaints, by kind
 * @param itemCount things found, of which {@code items} are the first 50
 * @param items each thing found
 * @param form of an outbound mapping: the receiver's form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MappingRun", description = "What a mapping makes of an input. Nothing of it is kept.")
record MappingRun(
        String mapping,
        @Nullable Stop problem,
        Map<String, Long> counted,
        int itemCount,
        List<Item> items,
        @Nullable JsonNode form) {

    private static final int MAX_ITEMS = 50;

    /**
     * Why something was stopped.
     *
     * @param code stable code
     * @param field field at fault, or empty
     * @param meaning one sentence
     * @param remedy one sentence
     */
    @Schema(name = "MappingStop")
    record Stop(String code, String field, String meaning, String remedy) {

        static @Nullable Stop of(@Nullable Problem problem, String field) {
            return problem == null ? null : new Stop(problem.code(), field, problem.meaning(), problem.remedy());
        }
    }

    /**
     * One thing found in the input.
     *
     * @param key its own key
     * @param problem what stopped it, absent if nothing did
     * @param view as READ found it
     * @param document as MAP and CHECK made it, absent if they were not reached
     * @param provenance where each of the document's values came from
     * @param findings what was noticed
     * @param coverage which fields of the view were used
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MappingRunItem")
    record Item(
            String key,
            @Nullable Stop problem,
            JsonNode view,
            @Nullable JsonNode document,
            @Nullable List<JsonNode> provenance,
            List<Finding> findings,
            @Nullable FieldCoverage coverage) {

        static Item of(Candidate candidate) {
            Stop stop = Stop.of(candidate.problem(), candidate.field());
            if (candidate.document() == null) {
                return new Item(candidate.key(), stop, candidate.view(), null, null, candidate.findings(), null);
            }
            ObjectNode document = candidate.document().deepCopy();
            List<JsonNode> origins = new ArrayList<>();
            document.path("provenance").forEach(origins::add);
            document.remove("provenance");
            return new Item(
                    candidate.key(),
                    stop,
                    candidate.view(),
                    document,
                    origins,
                    candidate.findings(),
                    FieldCoverage.of(candidate.view(), origins));
        }
    }

    static MappingRun of(String mapping, MappingDryRun.Result result) {
        List<Candidate> found = result.walk().candidates();
        return new MappingRun(
                mapping,
                Stop.of(result.problem(), result.field()),
                result.walk().counted(),
                found.size(),
                found.stream().limit(MAX_ITEMS).map(Item::of).toList(),
                null);
    }

    static MappingRun of(String mapping, JsonNode form) {
        return new MappingRun(mapping, null, Map.of(), 0, List.of(), form);
    }
}
