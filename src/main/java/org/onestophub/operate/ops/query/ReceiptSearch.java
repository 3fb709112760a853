package org.onestophub.operate.ops.query;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.walk.Outcome;

/**
 * What to look for among the receipts; null where it does not matter.
 *
 * @param channel name of the channel
 * @param state kept, done, parked or refused
 * @param outcome how it ended; {@code waiting}: it has not
 * @param number receipt number
 * @param sourceKey key under which the source knows it, exact
 * @param from earliest arrival, UTC, inclusive
 * @param to latest arrival, UTC, exclusive
 * @param text words of the complaint it became, 2–100 characters
 * @param cursor where the last page ended
 * @param limit rows, 1–200, default 50
 */
public record ReceiptSearch(
        @Parameter(description = "Name of the channel.") @Nullable
        String channel,

        @Parameter(description = "kept, done, parked or refused.") @Nullable
        String state,

        @Parameter(
                description =
                        "new-case, appended, repeated, context-applied, entered, counted, parked, refused or waiting: none yet.")
        @Nullable
        String outcome,

        @Parameter(description = "Receipt number.") @Nullable
        String number,

        @Parameter(description = "Key under which the source knows it, exact.") @Nullable
        String sourceKey,

        @Parameter(description = "Earliest arrival, ISO 8601 UTC, inclusive.") @Nullable
        Instant from,

        @Parameter(description = "Latest arrival, ISO 8601 UTC, exclusive.") @Nullable
        Instant to,

        @Parameter(description = "Words of the complaint it became, 2 to 100 characters.") @Nullable
        String text,

        @Parameter(description = "next of the last page.") @Nullable
        String cursor,

        @Parameter(description = "Rows, 1 to 200, default 50.") @Nullable
        Integer limit) {

    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,16})-(\\d{1,18})");
    private static final List<String> STATES = List.of("kept", "done", "parked", "refused");

    private static final List<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::word).toList();

    /** The same with every parameter checked; AC-104 names the first that is not usable. */
    public ReceiptSearch checked() {
        RequestParameters.word(channel, "channel");
        RequestParameters.oneOf(STATES, state, "state");
        RequestParameters.oneOf(OUTCOMES, outcome, "outcome");
        RequestParameters.text(number, "number", 1, 40);
        RequestParameters.text(sourceKey, "sourceKey", 1, 1000);
        RequestParameters.time(from, "from");
        RequestParameters.time(to, "to");
        RequestParameters.text(text, "text", 2, 100);
        RequestParameters.require(cursor == null || CURSOR.matcher(cursor).matches(), "cursor", cursor);
        RequestParameters.limit(rows(), RequestParameters.MAX_LIMIT);
        return this;
    }

    int rows() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /**
     * The conditions as SQL on {@code receipt r}; {@code parameters} gets their values.
     *
     * @param institutions credit codes of other institutions whose inputs are looked at; their keys are stored with the code
     */
    String where(Map<String, Object> parameters, List<String> institutions) {
        StringBuilder sql = new StringBuilder("true");
        equal(sql, parameters, "channel", channel);
        equal(sql, parameters, "state", state);
        if (Outcome.WAITING.word().equals(outcome)) {
            sql.append(" and coalesce(r.outcome, '")
                    .append(outcome)
                    .append("') = '")
                    .append(outcome)
                    .append('\'');
        } else {
            equal(sql, parameters, "outcome", outcome);
        }
        equal(sql, parameters, "number", number == null ? null : number.strip().toUpperCase(Locale.ROOT));
        if (sourceKey != null) {
            // the key's index leads with the mapping, so the few mapping names are given with it
            sql.append(
                    " and r.id in (select receipt_id from receipt_key where scope in (:scopes) and key in (:sourceKeys))");
            parameters.put(
                    "sourceKeys",
                    Stream.concat(Stream.of(sourceKey), institutions.stream().map(code -> code + "!" + sourceKey))
                            .toList());
        }
        if (text != null) {
            sql.append(" and r.id in (select i.receipt_id from receipt_item i"
                            + " join complaint_search s on s.complaint_id = i.complaint_id where ")
                    .append(SearchedText.condition(text, parameters))
                    .append(')');
        }
        return sql.append(range(parameters)).toString();
    }

    /** What {@link #where} says of the arrival, and where the last page ended; begins with "and" if there is something. */
    String range(Map<String, Object> parameters) {
        StringBuilder sql = new StringBuilder();
        bound(sql, parameters, "r.received_at >= ", "from", from);
        bound(sql, parameters, "r.received_at < ", "to", to);
        Matcher after = CURSOR.matcher(cursor == null ? "" : cursor);
        if (after.matches()) {
            sql.append(" and (r.received_at, r.id) < (:afterAt, :afterId)");
            Instant at = Instant.EPOCH.plus(Long.parseLong(after.group(1)), ChronoUnit.MICROS);
            parameters.put("afterAt", java.sql.Timestamp.from(at));
            parameters.put("afterId", Long.parseLong(after.group(2)));
        }
        return sql.toString();
    }

    /** The cursor of a row; PostgreSQL keeps microseconds. */
    static String cursorOf(Instant receivedAt, long id) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt) + "-" + id;
    }

    private static void equal(
            StringBuilder sql, Map<String, Object> parameters, String column, @Nullable String value) {
        if (value != null) {
            sql.append(" and r.").append(column).append(" = :").append(column);
            parameters.put(column, value);
        }
    }

    private static void bound(
            StringBuilder sql, Map<String, Object> parameters, String condition, String name, @Nullable Instant value) {
        if (value != null) {
            sql.append(" and ").append(condition).append(':').append(name);
            parameters.put(name, java.sql.Timestamp.from(value));
        }
    }
}
