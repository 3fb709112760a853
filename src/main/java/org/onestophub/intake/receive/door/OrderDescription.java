package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.problem.ProblemException;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The work order in the API description, with every field that the mapping {@code hotline} knows: its other names, which are
 * times, which must be there. So the description is as new as the mapping.
 */
@Component
class OrderDescription implements OpenApiCustomizer {

    /** Name of the schema. */
    static final String SCHEMA = "WorkOrder";

    private static final String MAPPING = "hotline";

    private final ObjectProvider<Mappings> mappings;

    OrderDescription(ObjectProvider<Mappings> mappings) {
        this.mappings = mappings;
    }

    @Override
    public void customise(OpenAPI api) {
        Schema<Object> order = new Schema<>();
        order.setTypes(Set.of("object"));
        order.setDescription(
                "A work order in the hotline's own field names. Codes may be given as code, name or alias. "
                        + "Other fields are kept and reported.");
        JsonNode profile = profile();
        Set<String> names = new LinkedHashSet<>();
        profile.path("fields").forEach(name -> names.add(name.asText()));
        profile.path("aliases").fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            Schema<Object> field = new Schema<>();
            field.setTypes(Set.of("string", "number", "boolean", "object", "null"));
            field.setDescription(describe(name, profile));
            order.addProperty(name, field);
        }
        profile.path("required")
                .forEach(pointer -> order.addRequiredItem(pointer.asText().substring(1)));
        api.getComponents().addSchemas(SCHEMA, order);
    }

    private JsonNode profile() {
        Mappings loaded = mappings.getIfAvailable();
        try {
            return loaded == null
                    ? MissingNode.getInstance()
                    : loaded.named(MAPPING).profile();
        } catch (ProblemException e) {
            // the mapping has a fault, which the check of the configuration reports
            return MissingNode.getInstance();
        }
    }

    private static String describe(String name, JsonNode profile) {
        List<String> words = new ArrayList<>();
        List<String> others = new ArrayList<>();
        profile.path("aliases").path(name).forEach(other -> others.add(other.asText()));
        if (!others.isEmpty()) {
            words.add("Also " + String.join(", ", others) + ".");
        }
        if (lists(profile.path("times"), "/" + name)) {
            words.add("A time: with an offset, or local.");
        }
        String standard = profile.path("defaults").path(name).asText();
        if (!standard.isEmpty()) {
            words.add("Without it: " + standard + ".");
        }
        String meaning = profile.path("meanings").path(name).asText();
        return (meaning + " " + String.join(" ", words)).strip();
    }

    private static boolean lists(JsonNode list, String text) {
        for (JsonNode one : list) {
            if (one.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
