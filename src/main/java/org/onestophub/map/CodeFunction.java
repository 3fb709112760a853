package org.onestophub.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import org.onestophub.complaint.CodeList;
import org.onestophub.complaint.CodeLists;

/**
 * The JSLT function {@code code(list, value)}: the list's code for a code, name or alias; null if the list has none.
 * The list must exist.
 */
record CodeFunction(CodeLists lists) implements Function {

    @Override
    public String getName() {
        return "code";
    }

    @Override
    public int getMinArguments() {
        return 2;
    }

    @Override
    public int getMaxArguments() {
        return 2;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
        CodeList list = lists.named(arguments[0].asText())
                .orElseThrow(() -> new JsltException("code(): there is no such code list"));
        if (!arguments[1].isTextual() && !arguments[1].isNumber()) {
            return NullNode.getInstance();
        }
        return list.code(arguments[1].asText()).<JsonNode>map(TextNode::valueOf).orElse(NullNode.getInstance());
    }
}
