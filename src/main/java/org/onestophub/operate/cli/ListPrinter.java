package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows pages and lists of the API. */
final class ListPrinter {

    private ListPrinter() {}

    static void show(Terminal screen, JsonNode answer, String... fields) {
        if (screen.isJson()) {
            screen.json(answer);
            return;
        }
        screen.table(answer.isArray() ? answer : answer.path("items"), fields);
        if (answer.hasNonNull("next")) {
            screen.line("more: --cursor " + answer.path("next").asText());
        }
    }
}
