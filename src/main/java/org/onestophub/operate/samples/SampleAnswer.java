package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.problem.Problem;

/** The end of a trial as the file beside a sample holds it. */
public final class SampleAnswer {

    private SampleAnswer() {}

    /** Object, array, or {@code {code, field}} if all of it is rejected. */
    public static JsonNode of(MappingDryRun.Result result) {
        if (result.problem() != null) {
            return rejection(result.problem(), result.field());
        }
        Walk walk = result.walk();
        if (walk.candidates().size() == 1 && walk.counted().isEmpty()) {
            Candidate only = walk.candidates().get(0);
            return only.problem() == null ? item(only) : rejection(only.problem(), only.field());
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        walk.candidates().forEach(candidate -> items.add(item(candidate)));
        if (!walk.counted().isEmpty()) {
            ObjectNode counted = items.addObject().putObject("counted");
            new TreeMap<>(walk.counted()).forEach(counted::put);
        }
        return items;
    }

    /** True if the answer says that all of the input is rejected. */
    public static boolean isRejection(JsonNode answer) {
        return answer.has("code");
    }

    /** A rejection. */
    static ObjectNode rejection(Problem problem, String field) {
        return JsonNodeFactory.instance.objectNode().put("code", problem.code()).put("field", field);
    }

    private static ObjectNode item(Candidate candidate) {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("key", candidate.key());
        if (candidate.problem() == null) {
            // what makes no complaint has no program: READ's view is all there is
            return item.set("document", candidate.document() == null ? candidate.view() : candidate.document());
        }
        return item.set("rejected", rejection(candidate.problem(), candidate.field()));
    }
}
