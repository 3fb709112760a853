package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.util.Optional;

/**
 * A JSLT function that gives a text or null.
 *
 * @param arguments how many it takes
 * @param answer the text for the arguments; empty gives null
 */
record TextFunction(String name, int arguments, java.util.function.Function<JsonNode[], Optional<String>> answer)
        implements Function {

    /** A function that is called only if its first argument is a text; else it gives null. */
    static TextFunction ofText(
            String name, int arguments, java.util.function.Function<JsonNode[], Optional<String>> answer) {
        return new TextFunction(
                name, arguments, given -> given[0].isTextual() ? answer.apply(given) : Optional.empty());
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public int getMinArguments() {
        return arguments;
    }

    @Override
    public int getMaxArguments() {
        return arguments;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] given) {
        return answer.apply(given).<JsonNode>map(TextNode::valueOf).orElse(NullNode.getInstance());
    }
}
