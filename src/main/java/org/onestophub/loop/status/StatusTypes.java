package org.onestophub.loop.status;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.CodeList;
import org.onestophub.complaint.list.CodeLists;

/** The types of status events, as the code lists have them now. */
final class StatusTypes {

    static final String LIST = "status-type";
    static final String STATES = "case-state";
    /** The state of a case without events. */
    static final String FIRST = "received";
    /** The state of a case for which another stands. */
    static final String MERGED = "merged";

    private static final String WITHDRAWN = "withdrawn";

    private final Map<String, StatusType> types = new LinkedHashMap<>();

    private StatusTypes() {}

    /** The types of these lists; none if the list is not there. */
    static StatusTypes in(CodeLists lists) {
        StatusTypes types = new StatusTypes();
        lists.named(LIST).ifPresent(list -> {
            int rank = 0;
            for (CodeList.Entry entry : list.entries()) {
                types.types.put(entry.code(), typeOf(entry, rank++));
            }
        });
        return types;
    }

    /** The type with that code. */
    Optional<StatusType> type(@Nullable String code) {
        return Optional.ofNullable(code == null ? null : types.get(code));
    }

    /** True of a type that merges a case into another. */
    boolean isMerge(@Nullable String code) {
        return type(code).filter(type -> type.state().equals(MERGED)).isPresent();
    }

    /** True of a type that withdraws a case. */
    boolean isWithdrawal(@Nullable String code) {
        return type(code).filter(type -> type.state().equals(WITHDRAWN)).isPresent();
    }

    /** True of a type that merges cases or takes them apart. */
    boolean isOfMerge(@Nullable String code) {
        return type(code)
                .filter(type -> type.state().equals(MERGED) || type.state().equals(StatusType.BEFORE))
                .isPresent();
    }

    /** Tells what does not fit: the code of the type, and what is wrong. */
    void check(CodeLists lists, Set<String> fields, BiConsumer<String, String> fault) {
        Set<String> opened = new HashSet<>();
        types.values().forEach(type -> opened.addAll(type.opens()));
        for (StatusType type : types.values()) {
            type.from().stream()
                    .filter(state -> !lists.contains(STATES, state))
                    .forEach(state -> fault.accept(type.code(), "from names no state of the list case-state"));
            boolean isState = type.state().isEmpty()
                    || type.state().equals(StatusType.BEFORE)
                    || lists.contains(STATES, type.state());
            if (!isState) {
                fault.accept(type.code(), "state is no state of the list case-state");
            }
            boolean areMarks = opened.containsAll(type.closes())
                    && type.needs().stream()
                            .map(need -> need.replaceFirst("^!", ""))
                            .allMatch(opened::contains);
            if (!areMarks) {
                fault.accept(type.code(), "closes or needs names a mark that no type opens");
            }
            if (!fields.containsAll(type.fields())) {
                fault.accept(type.code(), "fields names no field of a status event");
            }
        }
    }

    private static StatusType typeOf(CodeList.Entry entry, int rank) {
        return new StatusType(
                entry.code(),
                rank,
                entry.columns().getOrDefault("state", ""),
                words(entry, "from"),
                words(entry, "opens"),
                words(entry, "closes"),
                words(entry, "needs"),
                words(entry, "fields"));
    }

    private static List<String> words(CodeList.Entry entry, String column) {
        return Arrays.stream(entry.columns().getOrDefault(column, "").split("\\|"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
