package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items the rows
 * @param next cursor of the next page, absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A page of a list; give next as cursor to go on.")
public record Page<T>(List<T> items, @Nullable String next) {

    /** A page of {@code limit} rows out of a result that was asked for one row more. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor.apply(items.get(limit - 1)));
    }
}
