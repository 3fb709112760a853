package org.onestophub.loop.report;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Reports.Made;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The reports that were made, and their forms. */
@Component
class ReportTable {

    private static final String COLUMNS =
            "select id, name, period, institution, feed_no, made_at, made_by, sha256 from report_made";

    private static final RowMapper<Made> MADE = (row, index) -> new Made(
            row.getLong(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            row.getLong(5),
            row.getTimestamp(6).toInstant(),
            row.getString(7),
            HexFormat.of().formatHex(row.getBytes(8)));

    private final JdbcClient jdbc;

    ReportTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest one with these numbers of this state of the ledger. */
    Optional<Made> same(String name, String period, String institution, long feedNo, byte[] sha256) {
        return jdbc.sql(COLUMNS + " where name = :name and period = :period and institution = :institution"
                        + " and feed_no = :feedNo and sha256 = :sha256 order by id desc limit 1")
                .param("name", name)
                .param("period", period)
                .param("institution", institution)
                .param("feedNo", feedNo)
                .param("sha256", sha256)
                .query(MADE)
                .optional();
    }

    /** The newest one that this name made for the period and institution. */
    Optional<Made> lastMadeBy(String by, String name, String period, String institution) {
        return jdbc.sql(COLUMNS + " where name = :name and period = :period and institution = :institution"
                        + " and made_by = :by order by id desc limit 1")
                .param("name", name)
                .param("period", period)
                .param("institution", institution)
                .param("by", by)
                .query(MADE)
                .optional();
    }

    /** Keeps a report; {@code id} and {@code sha256} of {@code made} are not looked at. */
    Made keep(Made made, byte[] sha256, String content) {
        long id = jdbc.sql(
                        "insert into report_made (name, period, institution, feed_no, made_at, made_by, sha256, content)"
                                + " values (:name, :period, :institution, :feedNo, :at, :by, :sha256, :content) returning id")
                .param("name", made.name())
                .param("period", made.period())
                .param("institution", made.institution())
                .param("feedNo", made.feedNo())
                .param("at", Timestamp.from(made.madeAt()))
                .param("by", made.madeBy())
                .param("sha256", sha256)
                .param("content", content)
                .query(Long.class)
                .single();
        return made(id).orElseThrow();
    }

    Optional<Made> made(long id) {
        return jdbc.sql(COLUMNS + " where id = :id").param("id", id).query(MADE).optional();
    }

    List<Made> made(@Nullable String name, List<String> institutions, int most) {
        return jdbc.sql(COLUMNS + " where (cast(:name as text) is null or name = :name)"
                        + " and (:all or institution = any(:institutions)) order by id desc limit :most")
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("name", name)
                .param("most", most)
                .query(MADE)
                .list();
    }

    /** True if a schedule made that period of an institution. */
    boolean hasRun(String schedule, String period, String institution) {
        return jdbc.sql("select exists (select from report_run where schedule = :schedule and period = :period"
                        + " and institution = :institution)")
                .param("schedule", schedule)
                .param("period", period)
                .param("institution", institution)
                .query(Boolean.class)
                .single();
    }

    /** Writes down that a schedule made it; false if it was written before. */
    boolean run(String schedule, String period, String institution, long report, Instant at) {
        return jdbc.sql("insert into report_run (schedule, period, institution, report_id, made_at)"
                                + " values (:schedule, :period, :institution, :report, :at) on conflict do nothing")
                        .param("schedule", schedule)
                        .param("period", period)
                        .param("institution", institution)
                        .param("report", report)
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    Optional<String> content(long id) {
        return jdbc.sql("select content from report_made where id = :id")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    Optional<byte[]> form(long id, String language, String form) {
        return jdbc.sql("select bytes from report_form where report_id = :id and language = :language and form = :form")
                .param("id", id)
                .param("language", language)
                .param("form", form)
                .query((row, index) -> row.getBytes(1))
                .optional();
    }

    /** Keeps a form unless somebody kept it meanwhile. */
    void keepForm(long id, String language, String form, byte[] bytes) {
        jdbc.sql("insert into report_form (report_id, language, form, bytes) values (:id, :language, :form, :bytes)"
                        + " on conflict do nothing")
                .param("id", id)
                .param("language", language)
                .param("form", form)
                .param("bytes", bytes)
                .update();
    }
}
