package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.util.Optional;

/**
 * A JSLT function that gives a text or null; null as soon as its first argument is no text.
 *
 * @param arguments how many it takes
 */
record TextFunction(String name, int arguments, java.util.function.Function<JsonNode[], Optional<String>> answer)
        implements Function {

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
        if (!given[0].isTextual()) {
            return NullNode.getInstance();
        }
        return answer.apply(given).<JsonNode>map(TextNode::valueOf).orElse(NullNode.getInstance());
    }
}
