package org.onestophub.operate.ops.query;

import io.swagger.v3.oas.annotations.Parameter;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
 * @param institution unified social credit code of the institution that it is about
 * @param due an open duty is {@code overdue}, ends {@code today} in the hospital's zone and not before now, or within 24 hours
 *     ({@code day}), or is {@code open} at all, the earliest end first; or {@code unanswered}: neither replied to nor ended otherwise
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

        @Parameter(description = "Unified social credit code of the institution.") @Nullable
        String institution,

        @Parameter(
                description = "overdue, today (still to come), day (within 24 hours) or open (any open duty), each with"
                        + " the earliest end first; or unanswered (no reply yet).")
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
    public static final List<String> DUES = List.of("overdue", "today", "day", "open", "unanswered");

    private static final String UNANSWERED = "unanswered";

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
        code(institution, "institution");
        RequestParameters.oneOf(DUES, due, "due");
        RequestParameters.time(from, "from");
        RequestParameters.time(to, "to");
        RequestParameters.text(text, "text", 2, 100);
        RequestParameters.require(cursor == null || CURSOR.matcher(cursor).matches(), "cursor", cursor);
        RequestParameters.limit(rows(), RequestParameters.MAX_LIMIT);
        return this;
    }

    /** The same without a page. */
    ComplaintSearch fromTheFirst() {
        return new ComplaintSearch(
                number, channel, state, category, department, lead, flag, institution, due, from, to, text, null, null);
    }

    int rows() {
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /** True if it is by the end of a duty, the earliest first; else the newest complaint is first. */
    private boolean isByDue() {
        return due != null && !due.equals(UNANSWERED);
    }

    /** {@code due_at} of a row: the earliest end of the duties that were asked for. */
    String dueColumn() {
        return isByDue() ? "u.due_at" : ComplaintRow.DUE;
    }

    /**
     * What {@link #where} and {@link #order} need beside {@code complaint c}: the first of its open duties {@code u} that were
     * asked for, if it is by their end. So PostgreSQL follows the index of ends and stops after a page; the earliest end of
     * each complaint would first be found for all of them.
     */
    String join(Map<String, Object> parameters, Instant now, Instant midnight) {
        if (!isByDue()) {
            return "";
        }
        boolean isAhead = "today".equals(due) || "day".equals(due);
        Instant end = "overdue".equals(due)
                ? now
                : "today".equals(due) ? midnight : "day".equals(due) ? now.plus(1, ChronoUnit.DAYS) : null;
        StringBuilder sql = new StringBuilder(" join duty u on u.complaint_id = c.id").append(open("u"));
        StringBuilder earlier = new StringBuilder(open("e"));
        if (isAhead) {
            add(sql, parameters, "u.due_at >= :dueFrom", "dueFrom", Timestamp.from(now));
            earlier.append(" and e.due_at >= :dueFrom");
        }
        add(sql, parameters, "u.due_at < :dueBefore", "dueBefore", end == null ? null : Timestamp.from(end));
        return sql.append(" and not exists (select from duty e where e.complaint_id = u.complaint_id")
                .append(earlier)
                .append(" and (e.due_at < u.due_at or e.due_at is not null and u.due_at is null")
                .append(" or e.due_at is not distinct from u.due_at and (e.rule, e.key) < (u.rule, u.key)))")
                .toString();
    }

    private static String open(String duty) {
        return String.format(Locale.ROOT, " and %1$s.met_at is null and %1$s.ended_at is null", duty);
    }

    /**
     * The order of the rows; an end that is not known comes last, and ids make it the same each time. What few cases fulfil is
     * found by an index of its own: along the index of ends each case that is due would be looked at until the page is full,
     * all of them where an institution has none.
     *
     * @param ofSome true if only some institutions are looked at
     */
    String order(boolean ofSome) {
        if (!isByDue()) {
            return "c.received_at desc, c.id desc";
        }
        boolean isOfFew = ofSome
                || Stream.of(number, category, department, flag, institution, text)
                        .anyMatch(Objects::nonNull);
        return (isOfFew ? "u.due_at + interval '0'" : "u.due_at") + ", u.complaint_id";
    }

    /** The conditions as SQL on {@link #join}; {@code parameters} gets their values. */
    String where(Map<String, Object> parameters) {
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
        add(sql, parameters, "c.uscc = :institution", "institution", institution);
        if (UNANSWERED.equals(due)) {
            sql.append(" and c.closed_at is null and not exists (select from case_status s where s.complaint_id = c.id")
                    .append(" and s.state in ('replied', 'closed', 'not-handled', 'withdrawn', 'merged'))");
        }
        if (text != null) {
            sql.append(" and c.id in (select s.complaint_id from complaint_search s where ")
                    .append(SearchedText.condition(text.strip(), parameters))
                    .append(')');
        }
        return sql.append(range(parameters)).toString();
    }

    /** True if words are looked for and the newest complaint is first: see {@link NewestFirst}. */
    boolean isForWordsByArrival() {
        return text != null && !isByDue();
    }

    /** What {@link #where} says of the arrival, and where the last page ended; begins with "and" if there is something. */
    String range(Map<String, Object> parameters) {
        StringBuilder sql = new StringBuilder();
        add(sql, parameters, "c.received_at >= :from", "from", from == null ? null : Timestamp.from(from));
        add(sql, parameters, "c.received_at < :to", "to", to == null ? null : Timestamp.from(to));
        addCursor(sql, parameters);
        return sql.toString();
    }

    /** The cursor of a row; PostgreSQL keeps microseconds. 0 stands for an end that is not known. */
    String cursorOf(ComplaintRow row) {
        Instant at = isByDue() ? row.dueAt() : row.receivedAt();
        return (at == null ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, at)) + "-" + row.id();
    }

    private void addCursor(StringBuilder sql, Map<String, Object> parameters) {
        Matcher after = CURSOR.matcher(cursor == null ? "" : cursor);
        if (!after.matches()) {
            return;
        }
        long micros = Long.parseLong(after.group(1));
        parameters.put("afterAt", Timestamp.from(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
        parameters.put("afterId", Long.parseLong(after.group(2)));
        if (!isByDue()) {
            sql.append(" and (c.received_at, c.id) < (:afterAt, :afterId)");
        } else if (micros == 0) {
            sql.append(" and u.due_at is null and u.complaint_id > :afterId");
        } else {
            String isLater = "(u.due_at, u.complaint_id) > (:afterAt, :afterId)";
            // only among all open duties are some without an end
            sql.append(" and (").append(isLater).append("open".equals(due) ? " or u.due_at is null)" : ")");
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
