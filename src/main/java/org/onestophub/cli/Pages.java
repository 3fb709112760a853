package org.onestophub.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows pages and lists of the API. */
final class Pages {

    private Pages() {}

    static void show(Screen screen, JsonNode answer, String... fields) {
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
