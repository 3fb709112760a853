package org.onestophub.operate.ops.query;

import io.swagger.v3.oas.annotations.Parameter;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.DisciplineRoute;

/**
 * What to look for among the complaints; null where it does not matter. All conditions must hold.
 *
 * @param number complaint number, exact
 * @param channel code of the channel
 * @param state code of the state
 * @param category code of a category
 * @param department code of a department
 * @param lead code of the department that has it; those that are kept back are not found
 * @param flag name of a flag that is set
 * @param due {@code overdue}, {@code day}: within 24 hours, {@code open}: any open duty, or {@code unanswered}: neither replied to nor
 *     ended otherwise
 * @param from earliest arrival, UTC, inclusive
 * @param to latest arrival, UTC, exclusive
 * @param text words of it, 2–100 characters; also a phone number or a name
 * @param cursor where the last page ended
 * @param limit rows, 1–200, default 50
 */
public record ComplaintSearch(
        @Parameter(description = "Complaint number, exact.") @Nullable
        String number,

        @Parameter(description = "Code of the channel.") @Nullable
        String channel,

        @Parameter(description = "Code of the state.") @Nullable
        String state,

        @Parameter(description = "Code of a category.") @Nullable
        String category,

        @Parameter(description = "Code of a department.") @Nullable
        String department,

        @Parameter(description = "Code of the department that has it, by what was reported.") @Nullable
        String lead,

        @Parameter(description = "Name of a flag that is set.") @Nullable
        String flag,

        @Parameter(description = "overdue, day (within 24 hours), open (any open duty) or unanswered (no reply yet).")
        @Nullable
        String due,

        @Parameter(description = "Earliest arrival, ISO 8601 UTC, inclusive.") @Nullable
        Instant from,

        @Parameter(description = "Latest arrival, ISO 8601 UTC, exclusive.") @Nullable
        Instant to,

        @Parameter(description = "Words of it, 2 to 100 characters. Recorded as an access to personal data.") @Nullable
        String text,

        @Parameter(description = "next of the last page.") @Nullable
        String cursor,

        @Parameter(description = "Rows, 1 to 200, default 50.") @Nullable
        Integer limit) {

    /** The flags a complaint can have. */
    public static final List<String> FLAGS = List.of(
            "anonymous",
            "confidential",
            "privacy",
            "safety",
            "dispute",
            "major",
            "publicOpinion",
            "police",
            "staffInternal",
            "solvedOnSpot",
            "automatedMail",
            "imageOnly",
            "possibleDuplicate",
            "restricted",
            DisciplineRoute.FLAG);

    /** Words of {@link #due}. */
    public static final List<String> DUES = List.of("overdue", "day", "open", "unanswered");

    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,16})-(\\d{1,18})");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    /** The same with every parameter checked; AC-104 names the first that is not usable. */
    public ComplaintSearch checked() {
        RequestParameters.text(number, "number", 1, 40);
        code(channel, "channel");
        code(state, "state");
        code(category, "category");
        code(department, "department");
        code(lead, "lead");
        RequestParameters.oneOf(FLAGS, flag, "flag");
        RequestParameters.oneOf(DUES, due, "due");
        RequestParameters.time(from, "from");
        RequestParameters.time(to, "to");
        RequestParameters.text(text, "text", 2, 100);
        RequestParameters.require(cursor == null || CURSOR.matcher(cursor).matches(), "cursor", cursor);
        RequestParameters.limit(rows(), RequestParameters.MAX_LIMIT);
        return this;
    }

    /** The same without a page. */
    ComplaintSearch fromTheNewest() {
        return new ComplaintSearch(
                number, channel, state, category, department, lead, flag, due, from, to, text, null, null);
    }

    int rows() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /** The conditions as SQL on {@code complaint c}; {@code parameters} gets their values. */
    String where(Map<String, Object> parameters, Instant now) {
        StringBuilder sql = new StringBuilder("true");
        add(sql, parameters, "c.number = :number", "number", number == null ? null : canonical(number));
        add(sql, parameters, "c.channel = :channel", "channel", channel);
        add(
                sql,
                parameters,
                "exists (select 1 from case_status s where s.complaint_id = c.id and s.state = :state)",
                "state",
                state);
        add(
                sql,
                parameters,
                "c.document #> '{matter,categories}' @> cast(:category as jsonb)",
                "category",
                category == null ? null : "[\"" + category + "\"]");
        add(
                sql,
                parameters,
                "c.document #> '{matter,departments}' @> cast(:department as jsonb)",
                "department",
                department == null ? null : "[{\"code\":\"" + department + "\"}]");
        add(
                sql,
                parameters,
                "exists (select from case_status s where s.complaint_id = c.id and s.lead = :lead)"
                        + " and c.document #>> '{flags,restricted}' is distinct from 'true'",
                "lead",
                lead);
        add(
                sql,
                parameters,
                "c.document -> 'flags' @> cast(:flag as jsonb)",
                "flag",
                flag == null ? null : "{\"" + flag + "\":true}");
        addDue(sql, parameters, now);
        add(sql, parameters, "c.received_at >= :from", "from", from == null ? null : Timestamp.from(from));
        add(sql, parameters, "c.received_at < :to", "to", to == null ? null : Timestamp.from(to));
        if (text != null) {
            sql.append(" and c.id in (select s.complaint_id from complaint_search s where ")
                    .append(SearchedText.condition(text.strip(), parameters))
                    .append(')');
        }
        addCursor(sql, parameters);
        return sql.toString();
    }

    /** The cursor of a row; PostgreSQL keeps microseconds. */
    static String cursorOf(ComplaintRow row) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, row.receivedAt()) + "-" + row.id();
    }

    private void addDue(StringBuilder sql, Map<String, Object> parameters, Instant now) {
        if (due == null) {
            return;
        }
        if (due.equals("unanswered")) {
            sql.append(" and c.closed_at is null and not exists (select from case_status s where s.complaint_id = c.id")
                    .append(" and s.state in ('replied', 'closed', 'not-handled', 'withdrawn', 'merged'))");
            return;
        }
        sql.append(" and c.id in (select d.complaint_id from duty d where d.met_at is null and d.ended_at is null");
        if (!due.equals("open")) {
            sql.append(" and d.due_at < :dueBefore");
            parameters.put("dueBefore", Timestamp.from(due.equals("day") ? now.plus(1, ChronoUnit.DAYS) : now));
        }
        sql.append(')');
    }

    private void addCursor(StringBuilder sql, Map<String, Object> parameters) {
        Matcher after = CURSOR.matcher(cursor == null ? "" : cursor);
        if (after.matches()) {
            sql.append(" and (c.received_at, c.id) < (:afterAt, :afterId)");
            Instant at = Instant.EPOCH.plus(Long.parseLong(after.group(1)), ChronoUnit.MICROS);
            parameters.put("afterAt", Timestamp.from(at));
            parameters.put("afterId", Long.parseLong(after.group(2)));
        }
    }

    private static void add(
            StringBuilder sql, Map<String, Object> parameters, String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(" and ").append(condition);
            parameters.put(name, value);
        }
    }

    private static void code(@Nullable String value, String name) {
        RequestParameters.require(value == null || CODE.matcher(value).matches(), name, value);
    }

    private static String canonical(String number) {
        return number.strip().toUpperCase(Locale.ROOT);
    }
}
