package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.onestophub.complaint.list.CodeList;
import org.onestophub.complaint.list.CodeLists;

/**
 * JSLT functions over code lists; the list must exist, and an unknown code gives null.
 * {@code code(list, value)}: the code for a code, name or alias. {@code code-name(list, code, language)}: its name,
 * Chinese or, for {@code en}, English where there is one. {@code code-top(list, code)}: the code furthest above it.
 */
final class CodeFunctions {

    /** No list is deeper; ends the loop where entries are each other's parents. */
    private CodeFunctions() {}

    static List<Function> of(CodeLists lists) {
        return List.of(
                function("code", 2, lists, (list, arguments) -> list.code(arguments[1].asText())),
                function(
                        "code-name",
                        3,
                        lists,
                        (list, arguments) ->
                                list.entry(arguments[1].asText()).map(entry -> nameOf(entry, arguments[2].asText()))),
                function("code-top", 2, lists, (list, arguments) -> list.top(arguments[1].asText())));
    }

    private static String nameOf(CodeList.Entry entry, String language) {
        return language.equals("en") && !entry.nameEn().isEmpty() ? entry.nameEn() : entry.nameZh();
    }

    /** The list is the first argument; the value to look up, the second, is a text or a number. */
    private static Function function(
            String name, int arguments, CodeLists lists, BiFunction<CodeList, JsonNode[], Optional<String>> answer) {
        return new TextFunction(name, arguments, given -> {
            CodeList list = lists.named(given[0].asText())
                    .orElseThrow(() -> new JsltException(name + "(): there is no such code list"));
            return given[1].isTextual() || given[1].isNumber() ? answer.apply(list, given) : Optional.empty();
        });
    }
}
