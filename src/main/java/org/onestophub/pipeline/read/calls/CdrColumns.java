package org.onestophub.pipeline.read.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The columns that a file without a header may have: each combination of the optional groups that are not configured. */
final class CdrColumns {

    /** More groups would give more combinations than there are telephone systems. */
    private static final int MOST_FREE_GROUPS = 6;

    private CdrColumns() {}

    /**
     * The combinations, at least one. A group whose option is configured is in all of them or in none.
     *
     * @param all the lines of the profile over those of its dialect
     * @param base columns that are always there
     */
    static List<List<String>> variants(JsonNode all, List<String> base) {
        List<List<String>> variants = new ArrayList<>();
        variants.add(base);
        int free = 0;
        for (JsonNode group : all.path("optionalColumns")) {
            JsonNode option = all.path(group.path("option").asText());
            List<List<String>> with = new ArrayList<>();
            for (List<String> variant : variants) {
                List<String> longer = new ArrayList<>(variant);
                group.path("columns").forEach(name -> longer.add(name.asText()));
                with.add(List.copyOf(longer));
            }
            boolean isFree = option.isMissingNode() && free < MOST_FREE_GROUPS;
            if (isFree) {
                free++;
                variants.addAll(with);
            } else if (option.asBoolean(false)) {
                variants = with;
            }
        }
        return List.copyOf(variants);
    }
}
