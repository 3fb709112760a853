package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The record and the schema say the same, field by field. */
class ComplaintSchemaAgreesTest {

    private JsonNode schema;
    private final Set<Class<?>> seen = new HashSet<>();
    private final List<String> differences = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"org.onestophub.complaint.Complaint, complaint", "org.onestophub.complaint.StatusEvent, status-event"})
    void recordAndSchemaAgree(Class<?> type, String name) throws IOException {
        schema = CanonicalJson.MAPPER.readTree(Files.readString(Path.of("mappings/" + name + ".schema.json")));
        compareRecord(type, schema, type.getSimpleName());

        assertThat(differences).isEmpty();
        assertThat(seen).hasSize(1 + schema.get("$defs").size());
    }

    private void compareRecord(Class<?> type, JsonNode object, String place) {
        if (!seen.add(type)) {
            return;
        }
        List<String> names = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
            if (isRequired(component)) {
                required.add(component.getName());
            }
            compare(
                    component.getAnnotatedType(),
                    component.getType(),
                    object.path("properties").path(component.getName()),
                    place + "." + component.getName());
        }
        List<String> properties = new ArrayList<>();
        object.path("properties").fieldNames().forEachRemaining(properties::add);
        List<String> requiredInSchema = new ArrayList<>();
        object.path("required").forEach(name -> requiredInSchema.add(name.asText()));
        same(place + " properties", names, properties);
        same(place + " required", required, requiredInSchema);
        same(place + " closed", "false", object.path("additionalProperties").asText());
    }

    private static boolean isRequired(RecordComponent component) {
        return component.getType().isPrimitive()
                || has(component.getAnnotatedType(), NotNull.class)
                || has(component.getAnnotatedType(), NotBlank.class)
                || has(component.getAnnotatedType(), NotEmpty.class);
    }

    private void compare(AnnotatedType annotated, Class<?> type, JsonNode rule, String place) {
        if (type.isRecord()) {
            String name = Character.toLowerCase(type.getSimpleName().charAt(0))
                    + type.getSimpleName().substring(1);
            same(place + " $ref", "#/$defs/" + name, rule.path("$ref").asText());
            compareRecord(type, schema.at("/$defs/" + name), type.getSimpleName());
            return;
        }
        same(place + " type", typeOf(type), rule.path("type").asText());
        same(
                place + " pattern",
                patternOf(annotated, type),
                rule.path("pattern").asText(""));
        Size size = annotated.getAnnotation(Size.class);
        String bound = type == List.class ? "maxItems" : "maxLength";
        same(
                place + " " + bound,
                size == null ? "" : String.valueOf(size.max()),
                rule.path(bound).asText(""));
        Min min = annotated.getAnnotation(Min.class);
        if (min != null) {
            same(
                    place + " minimum",
                    String.valueOf(min.value()),
                    rule.path("minimum").asText(""));
        }
        Max max = annotated.getAnnotation(Max.class);
        if (max != null) {
            same(
                    place + " maximum",
                    String.valueOf(max.value()),
                    rule.path("maximum").asText(""));
        }
        if (type == List.class) {
            AnnotatedType element = ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[0];
            compare(element, (Class<?>) element.getType(), rule.path("items"), place + "[]");
        }
    }

    private static String typeOf(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String", "Instant", "LocalDate" -> "string";
            case "Boolean" -> "boolean";
            case "Integer", "long" -> "integer";
            case "BigDecimal" -> "number";
            case "List" -> "array";
            default -> "object";
        };
    }

    private static String patternOf(AnnotatedType annotated, Class<?> type) {
        Pattern pattern = annotated.getAnnotation(Pattern.class);
        if (pattern != null) {
            return "^(?:" + pattern.regexp() + ")$";
        }
        if (has(annotated, NotBlank.class)) {
            return "\\S";
        }
        return type.getSimpleName().equals("Instant") ? "Z$" : "";
    }

    private static boolean has(AnnotatedType type, Class<? extends Annotation> annotation) {
        return type.isAnnotationPresent(annotation);
    }

    private void same(String what, Object inRecord, Object inSchema) {
        if (!inRecord.equals(inSchema)) {
            differences.add(what + ": record " + inRecord + ", schema " + inSchema);
        }
    }
}
