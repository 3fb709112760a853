package org.onestophub.pipeline.read.form;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.format.LocalTimes;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;

/**
 * A JSON object as the view of one candidate: other names of its fields replaced, texts cleaned, times beside them in
 * UTC ({@code orderTime} gives {@code orderTimeAt}; {@code takenAt} becomes UTC and the text stays as
 * {@code takenAtRaw}), and the transport's facts under {@code transport}.
 */
final class JsonView {

    /** A finding names a field; a name of any other form could be a datum. */
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,60}");

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,6}");
    /** A longer value is no number; the key of the input is used instead. */
    private static final int MAX_KEY = 300;

    private static final int MAX_SCALE = 50;
    private static final int MAX_UNKNOWN_TOLD = 20;

    private final JsonProfile profile;
    private final LocalTimes times;
    private final List<Finding> findings = new ArrayList<>();
    private final ObjectNode view = JsonNodeFactory.instance.objectNode();

    JsonView(JsonProfile profile, LocalTimes times) {
        this.profile = profile;
        this.times = times;
    }

    /** The candidate of this object; stopped with CK-101 if a required field is missing. */
    Candidate candidate(ObjectNode object, Receipt receipt, List<Part> parts) {
        object.properties().forEach(field -> add(field.getKey(), field.getValue()));
        profile.defaults().forEach((name, value) -> {
            if (!isSaid(view.path(name))) {
                view.put(name, value);
            }
        });
        profile.addresses().stream()
                .filter(name -> view.path(name).isTextual() && isSaid(view.path(name)))
                .forEach(name -> profile.pages()
                        .same(view.path(name).textValue())
                        .ifPresent(same -> view.put(name + "Same", same)));
        profile.times().forEach(this::readTime);
        addAttachments(parts);
        ObjectNode transport = view.putObject("transport");
        receipt.transport().forEach((fact, value) -> transport.put(fact, ViewText.clean(value)));
        Candidate candidate = Candidate.found(keyOf(receipt), view, parts).withFindings(findings);
        return profile.required().stream()
                .filter(pointer -> !isSaid(view.at(pointer)))
                .findFirst()
                .map(pointer -> candidate.stopped(Problem.FIELD_MISSING, pointer.toString()))
                .orElse(candidate);
    }

    private void addAttachments(List<Part> parts) {
        ArrayNode attachments = JsonNodeFactory.instance.arrayNode();
        parts.forEach(part -> attachments
                .addObject()
                .put("number", part.number())
                .put("name", part.name())
                .put("mediaType", part.mediaType()));
        if (!parts.isEmpty()) {
            view.set("attachments", attachments);
        }
    }

    private void add(String name, JsonNode value) {
        String clean = ViewText.clean(name);
        String canonical = profile.canonicalNames().getOrDefault(clean, clean);
        if (!profile.known().isEmpty() && !profile.known().contains(canonical)) {
            tellUnknown(canonical);
        }
        boolean named = clean.equals(canonical);
        if (named || !isSaid(view.path(canonical))) {
            view.set(canonical, cleaned(value));
        }
    }

    private void tellUnknown(String name) {
        String field = FIELD_NAME.matcher(name).matches() ? "/" + name : "";
        Finding finding = Finding.of(Problem.COLUMNS_UNEXPECTED, field);
        if (findings.size() < MAX_UNKNOWN_TOLD && !findings.contains(finding)) {
            findings.add(finding);
        }
    }

    private static JsonNode cleaned(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(ViewText.clean(value.textValue()));
        }
        if (value.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> array.add(cleaned(element)));
            return array;
        }
        if (value.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> object.set(ViewText.clean(field.getKey()), cleaned(field.getValue())));
            return object;
        }
        // 1E+999999999 is legal JSON, and calculating with it would exhaust the memory
        boolean monstrous =
                value.isBigDecimal() && Math.abs((long) value.decimalValue().scale()) > MAX_SCALE;
        return monstrous ? TextNode.valueOf(value.asText()) : value;
    }

    private void readTime(JsonPointer pointer, List<DateTimeFormatter> patterns) {
        JsonNode raw = view.at(pointer);
        if (!isSaid(raw) || !(view.at(pointer.head()) instanceof ObjectNode parent)) {
            return;
        }
        String name = pointer.last().getMatchingProperty();
        Optional<Instant> instant =
                times.instant(raw.asText(), patterns, profile.ends().contains(pointer));
        boolean inPlace = name.equals("at") || name.endsWith("At");
        if (inPlace) {
            parent.put(name + "Raw", raw.asText());
            parent.remove(name);
        }
        if (instant.isPresent()) {
            parent.put(inPlace ? name : name + "At", instant.get().toString());
        } else {
            findings.add(Finding.of(Problem.DATE_UNREADABLE, pointer.toString()));
        }
    }

    private String keyOf(Receipt receipt) {
        List<String> values = new ArrayList<>();
        for (JsonPointer pointer : profile.key()) {
            JsonNode value = view.at(pointer);
            if (!isSaid(value) || !value.isValueNode()) {
                return receipt.sourceKey();
            }
            String text = value.asText();
            boolean count = !values.isEmpty() && COUNT.matcher(text).matches();
            values.add(count ? String.valueOf(Integer.parseInt(text)) : text);
        }
        if (values.size() > 1) {
            // order "1#2" of round 3 and order "1" of round "2#3" are different
            values.replaceAll(value -> value.replace("\\", "\\\\").replace("#", "\\#"));
        }
        if (values.isEmpty()) {
            return receipt.sourceKey();
        }
        String account = receipt.transport().getOrDefault("account", "");
        String key = profile.keyPrefix() + ":" + account + ":" + String.join("#", values);
        return key.length() > MAX_KEY ? receipt.sourceKey() : key;
    }

    /** True if the value holds something: no null, no blank text, nothing empty. */
    static boolean isSaid(JsonNode value) {
        return value.isContainerNode()
                ? !value.isEmpty()
                : !value.isMissingNode() && !value.isNull() && !value.asText().isBlank();
    }
}
