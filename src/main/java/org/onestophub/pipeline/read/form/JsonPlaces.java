package org.onestophub.pipeline.read.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onestophub.complaint.contract.InputPlace;

/** Where the values of a JSON object stand in its text, also under the other names that the view gives them. */
final class JsonPlaces {

    private static final int MAX_PLACES = 5_000;
    /** What the view adds to the name of a value that it also gives in another form. */
    private static final List<String> FORMS = List.of("", "At", "Raw", "Same");

    private final Map<String, InputPlace> places = new HashMap<>();
    private final JsonProfile profile;

    private JsonPlaces(JsonProfile profile) {
        this.profile = profile;
    }

    /** The places of a text; none if it is no JSON. */
    static JsonPlaces of(String text, JsonProfile profile) {
        JsonPlaces found = new JsonPlaces(profile);
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            found.read(json, "", "$");
        } catch (IOException e) {
            // as far as it is JSON
            return found;
        }
        return found;
    }

    /** The place of a value of the view. */
    Optional<InputPlace> at(String pointer) {
        String[] steps = pointer.substring(1).split("/", 2);
        String rest = steps.length > 1 ? "/" + steps[1] : "";
        List<String> names = new ArrayList<>();
        for (String form : FORMS) {
            if (rest.isEmpty() && !steps[0].endsWith(form)) {
                continue;
            }
            String name = rest.isEmpty() ? steps[0].substring(0, steps[0].length() - form.length()) : steps[0];
            String below = rest.endsWith(form) ? rest.substring(0, rest.length() - form.length()) : rest;
            names.add("/" + name + below);
            profile.canonicalNames().forEach((other, canonical) -> {
                if (canonical.equals(name)) {
                    names.add("/" + other.replace("~", "~0").replace("/", "~1") + below);
                }
            });
        }
        return names.stream()
                .flatMap(name -> Optional.ofNullable(places.get(name)).stream())
                .findFirst();
    }

    private void read(JsonParser json, String pointer, String path) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                read(json, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), path + "." + name);
            }
        } else if (token == JsonToken.START_ARRAY) {
            for (int i = 0; json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null; i++) {
                read(json, pointer + "/" + i, path + "[" + i + "]");
            }
        } else if (token != null && places.size() < MAX_PLACES) {
            int from = (int) json.currentTokenLocation().getCharOffset();
            // a text is read to its end only when it is asked for
            json.getText();
            places.putIfAbsent(pointer, new InputPlace(path, from, (int)
                    json.currentLocation().getCharOffset()));
        }
    }
}
