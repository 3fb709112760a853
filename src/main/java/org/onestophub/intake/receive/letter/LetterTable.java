package org.onestophub.intake.receive.letter;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.intake.receive.letter.LetterRule.Kind;
import org.onestophub.intake.receive.letter.LetterRule.Place;
import org.onestophub.intake.receive.letter.OpenLetter.Sheet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code letter_page} and the lane {@code pages}. Every method works in the caller's transaction. */
@Component
class LetterTable {

    private static final String LANE = Lane.PAGES.word();

    private final JdbcClient jdbc;
    private final WorkQueue work;

    LetterTable(JdbcClient jdbc, WorkQueue work) {
        this.jdbc = jdbc;
        this.work = work;
    }

    /** Until the transaction ends nobody else looks at the series; several hubs may share the database. */
    void lock(String series) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:series, 0)) is null")
                .param("series", series)
                .query(Boolean.class)
                .single();
    }

    /** Notes where the receipt belongs; once. */
    void note(Receipt receipt, String series, Place place) {
        jdbc.sql("insert into letter_page (receipt_id, series, kind, page) values (:id, :series, :kind, :page) "
                        + "on conflict do nothing")
                .param("id", receipt.id())
                .param("series", series)
                .param("kind", place.kind().word())
                .param("page", place.page())
                .update();
    }

    /** The receipt belongs to no letter any more. */
    void forget(long receiptId) {
        jdbc.sql("delete from letter_page where receipt_id = :id and letter is null")
                .param("id", receiptId)
                .update();
    }

    /** The closed letter the receipt is part of. */
    Optional<Long> letterOf(long receiptId) {
        return jdbc.sql("select letter from letter_page where receipt_id = :id and letter is not null")
                .param("id", receiptId)
                .query(Long.class)
                .optional();
    }

    /** What lies open in the series. */
    OpenLetter open(String series) {
        return new OpenLetter(sheets("p.series = :of and p.letter is null", series));
    }

    /** The files of a closed letter. */
    List<Sheet> closed(long letter) {
        return sheets("p.letter = :of", letter);
    }

    private List<Sheet> sheets(String which, Object of) {
        return jdbc.sql("""
                        select p.receipt_id, p.kind, p.page, r.size_bytes, r.received_at
                        from letter_page p join receipt r on r.id = p.receipt_id where %s order by p.receipt_id""".formatted(which))
                .param("of", of)
                .query((row, index) -> new Sheet(
                        row.getLong(1),
                        Kind.of(row.getString(2)),
                        row.getInt(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }

    /** These receipts are a letter from now on, whatever comes after. */
    void close(List<Long> receiptIds) {
        jdbc.sql("update letter_page set letter = :letter where receipt_id in (:ids) and letter is null")
                .param("letter", receiptIds.get(0))
                .param("ids", receiptIds)
                .update();
    }

    /** The receipt is walked, as the scan it is. */
    void passOn(long receiptId, Instant now) {
        work.move(LANE, Lane.walkedFrom(LANE), receiptId, now);
    }

    /** The receipt is looked at again then; that is no failed attempt. */
    void lookAgain(long receiptId, Instant at) {
        work.postpone(LANE, receiptId, at);
    }

    /** The letter is walked as receipt {@code became}; gives how many of its files ended by that. */
    int ended(long letter, long became, Instant now) {
        int ended = jdbc.sql("""
                        update receipt r set state = 'done', outcome = 'counted', finished_at = :now,
                          counted = jsonb_build_object('letter-' || p.kind, 1)
                        from letter_page p where p.letter = :letter and r.id = p.receipt_id and r.id <> :became
                          and r.state = 'kept'""")
                .param("now", Timestamp.from(now))
                .param("letter", letter)
                .param("became", became)
                .update();
        List<Long> files = jdbc.sql(
                        "update letter_page set became = :became where letter = :letter returning receipt_id")
                .param("became", became)
                .param("letter", letter)
                .query(Long.class)
                .list();
        work.endAll(LANE, files.stream().filter(file -> file != became).toList());
        return ended;
    }

    /** A file that said "done" of nothing: counted. */
    void count(long receiptId, Kind kind, Instant now) {
        jdbc.sql("update receipt set state = 'done', outcome = 'counted', finished_at = :now, "
                        + "counted = jsonb_build_object('letter-' || :kind, 1) where id = :id and state = 'kept'")
                .param("now", Timestamp.from(now))
                .param("kind", kind.word())
                .param("id", receiptId)
                .update();
        work.end(List.of(LANE), receiptId);
    }
}
