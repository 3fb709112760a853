package org.onestophub.loop.fact;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ComplaintKind;

/**
 * Which cases are meant: every field has one of its values, or with {@code !} before the name none of them. {@code *} is any
 * value. For a category or department its code also means those below it, such as {@code A} all of {@code A1} to {@code A9}.
 */
public record FactFilter(Map<String, List<String>> fields) {

    private static final String KIND = "kind";

    /** Every case. */
    public static final FactFilter ALL = new FactFilter(Map.of());

    /** The condition that a file writes; all cases, with faults, if it names a field that facts do not have. */
    public static FactFilter of(@Nullable Map<String, List<String>> fields, Consumer<String> faults) {
        if (fields == null || fields.isEmpty()) {
            return ALL;
        }
        boolean isSound = true;
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            String name = field.getKey().startsWith("!") ? field.getKey().substring(1) : field.getKey();
            if (!Fact.FIELDS.contains(name)
                    || field.getValue() == null
                    || field.getValue().isEmpty()) {
                faults.accept("a condition has no field " + name + ", or no value for it");
                isSound = false;
            }
        }
        return isSound ? new FactFilter(fields) : ALL;
    }

    /** Which cases something is about: those of patients, unless the condition says of which {@code kind}. */
    public static FactFilter ofCases(@Nullable Map<String, List<String>> fields, Consumer<String> faults) {
        Map<String, List<String>> named = new TreeMap<>(of(fields, faults).fields());
        if (!named.containsKey(KIND) && !named.containsKey("!" + KIND)) {
            named.put(KIND, List.of(ComplaintKind.PATIENT));
        }
        return new FactFilter(named);
    }

    /** True if the case is meant. */
    public boolean holds(Fact fact) {
        for (Map.Entry<String, List<String>> field : fields.entrySet()) {
            boolean isUnwanted = field.getKey().startsWith("!");
            String name = isUnwanted ? field.getKey().substring(1) : field.getKey();
            if (hasOne(name, fact.values(name), field.getValue()) == isUnwanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasOne(String field, Collection<String> has, List<String> wanted) {
        boolean isTree = field.equals("category") || field.equals("department");
        for (String value : has) {
            for (String one : wanted) {
                if (one.equals("*") || one.equals(value) || isTree && value.startsWith(one)) {
                    return true;
                }
            }
        }
        return false;
    }
}
