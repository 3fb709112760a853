package org.onestophub.outlet.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.EventTypes;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Which events a destination gets. Every list that is not empty must be met by at least one of its words.
 *
 * @param types types of events, for example {@code complaint.created}; none: all but {@link EventTypes#ON_REQUEST}
 * @param channels codes of {@code channel}
 * @param categories codes of {@code category}; each stands for everything below it
 * @param departments codes of {@code department}, of the matter or the visit; each with its sub-departments
 * @param institutions unified social credit codes
 * @param flags names of flags of which one is set
 */
record EventFilter(
        Set<String> types,
        Set<String> channels,
        Set<String> categories,
        Set<String> departments,
        Set<String> institutions,
        Set<String> flags) {

    private static final Set<String> KNOWN_FLAGS = Arrays.stream(Complaint.Flags.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    static final EventFilter ALL = new EventFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    EventFilter {
        if (!KNOWN_FLAGS.containsAll(flags)) {
            // a typing error would silently let nothing through
            throw new ProblemException(Problem.SETTING_INVALID, "flags");
        }
    }

    /** True if only the type of an event counts, and no type is named, so that nobody need look into an event. */
    boolean isOpen() {
        return equals(ALL);
    }

    /** True if the destination gets an event of that type about that canonical complaint. */
    boolean admits(String type, JsonNode complaint) {
        return admits(type)
                && meets(channels, texts(complaint.path("channel")))
                && meets(institutions, texts(complaint.at("/institution/uscc")))
                && (categories.isEmpty() || isBelow(categories, texts(complaint.at("/matter/categories")), ""))
                && (departments.isEmpty() || isBelow(departments, departmentsOf(complaint), "."))
                && (flags.isEmpty()
                        || flags.stream()
                                .anyMatch(flag ->
                                        complaint.path("flags").path(flag).asBoolean()));
    }

    /** The same for a complaint that meets all other lists. What is sent only on request must be named. */
    boolean admits(String type) {
        return types.isEmpty() ? !EventTypes.isOnRequest(type) : types.contains(type);
    }

    private static boolean meets(Set<String> wanted, List<String> found) {
        return wanted.isEmpty() || found.stream().anyMatch(wanted::contains);
    }

    private static boolean isBelow(Set<String> wanted, List<String> found, String separator) {
        return found.stream()
                .anyMatch(code -> wanted.contains(code)
                        || wanted.stream().anyMatch(parent -> code.startsWith(parent + separator)));
    }

    private static List<String> departmentsOf(JsonNode complaint) {
        List<String> codes = new java.util.ArrayList<>();
        complaint.at("/matter/departments").forEach(department -> codes.addAll(texts(department.path("code"))));
        codes.addAll(texts(complaint.at("/visit/departmentCode")));
        return codes;
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList()
                : node.isTextual() ? List.of(node.textValue()) : List.of();
    }
}
