package org.onestophub.loop.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Which cases are meant: every field has one of its values, or with {@code !} before the name none of them. {@code *} is any
 * value. For a category or department its code also means those below it, such as {@code A} all of {@code A1} to {@code A9}.
 */
record Condition(Map<String, List<String>> fields) {

    static final Condition ALL = new Condition(Map.of());

    boolean holds(Fact fact) {
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
