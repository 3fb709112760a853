package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.onestophub.pipeline.map.JsonLeaves;

/**
 * The leaves of a document that are others in a second one. In a list that has lost or won elements, those that are still
 * there have not moved, whatever their number is now.
 */
final class MovedLeaves {

    /** Longer lists are compared place by place. */
    private static final int MAX_ALIGNED = 200;

    private final Map<String, JsonNode> moved = new LinkedHashMap<>();

    private MovedLeaves() {}

    /** Pointers of the leaves of {@code before} that moved, each with its value in {@code after}, missing if it is gone. */
    static Map<String, JsonNode> between(JsonNode before, JsonNode after) {
        MovedLeaves found = new MovedLeaves();
        found.compare("", before, after);
        return found.moved;
    }

    private void compare(String pointer, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            before.properties()
                    .forEach(field -> compare(
                            pointer + "/" + JsonLeaves.escaped(field.getKey()),
                            field.getValue(),
                            after.path(field.getKey())));
        } else if (before.isArray() && after.isArray()) {
            lists(pointer, before, after);
        } else if (before.isValueNode()) {
            moved.put(pointer, after.isValueNode() ? after : MissingNode.getInstance());
        } else {
            JsonLeaves.visit(
                    before, Integer.MAX_VALUE, (leaf, value) -> moved.put(pointer + leaf, MissingNode.getInstance()));
        }
    }

    private void lists(String pointer, JsonNode before, JsonNode after) {
        boolean aligned = before.size() != after.size() && before.size() <= MAX_ALIGNED && after.size() <= MAX_ALIGNED;
        if (!aligned) {
            for (int i = 0; i < before.size(); i++) {
                compare(pointer + "/" + i, before.get(i), after.path(i));
            }
            return;
        }
        int[][] common = commonLengths(before, after);
        int i = 0;
        int j = 0;
        while (i < before.size()) {
            if (j < after.size() && before.get(i).equals(after.get(j))) {
                i++;
                j++;
            } else if (j < after.size() && common[i + 1][j + 1] == common[i][j]) {
                // neither has a partner
                compare(pointer + "/" + i, before.get(i), after.get(j));
                i++;
                j++;
            } else if (j < after.size() && common[i][j + 1] >= common[i + 1][j]) {
                j++;
            } else {
                compare(pointer + "/" + i, before.get(i), MissingNode.getInstance());
                i++;
            }
        }
    }

    /** Lengths of the longest common subsequences of the ends of both lists. */
    private static int[][] commonLengths(JsonNode before, JsonNode after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
