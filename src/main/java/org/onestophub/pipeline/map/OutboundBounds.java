package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;

/** How large a receiver's form may be. Otherwise a program that repeats its input could fill the memory of every sink. */
final class OutboundBounds {

    /** A complaint with all its lists full has about a fifth of that. */
    static final int MAX_VALUES = 100_000;
    /** All texts together; one complaint's facts are 100,000 at most. */
    static final int MAX_CHARS = 5_000_000;
    /** Few receivers read deeper trees, and writing them needs stack. */
    static final int MAX_DEPTH = 100;

    private int values = MAX_VALUES;
    private int chars = MAX_CHARS;

    private OutboundBounds() {}

    static boolean hold(JsonNode form) {
        return new OutboundBounds().fits(form, MAX_DEPTH);
    }

    private boolean fits(JsonNode node, int depth) {
        values--;
        chars -= node.isTextual() ? node.textValue().length() : 0;
        if (values < 0 || chars < 0 || depth == 0) {
            return false;
        }
        for (JsonNode child : node) {
            if (!fits(child, depth - 1)) {
                return false;
            }
        }
        return true;
    }
}
