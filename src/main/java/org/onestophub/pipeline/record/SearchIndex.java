package org.onestophub.pipeline.record;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes up the words of recorded cases into the index by which operators search, after the cases were committed. A case is
 * found a moment after it was recorded; while much arrives, later. Its number finds it at once, without this index. Then the
 * case waits to be compared with others.
 */
@Component
class SearchIndex {

    private static final HubLog LOG = HubLog.of("record");
    private static final int MOST = 500;
    /** Lists in one go, so that other scheduled work has its turn. */
    private static final int LISTS = 8;

    /**
     * What another hub takes up, or what a transaction that is not over changes, is left for later. RECORD and an erasure lock
     * the row they write, so an old text never overwrites a new one.
     */
    private static final String TAKE = """
            with next as materialized (
              select complaint_id from search_due order by complaint_id limit :most for update skip locked)
            delete from search_due d using next where d.complaint_id = next.complaint_id
            returning d.complaint_id, d.text""";

    private static final String PUT = """
            insert into complaint_search (complaint_id, text, pairs)
            select id, text, string_to_array(pairs, ' ')
            from unnest(:id::bigint[], :text::text[], :pairs::text[]) as s(id, text, pairs)
            on conflict (complaint_id) do update set text = excluded.text, pairs = excluded.pairs""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final WorkQueue work;
    private final Clock clock;

    SearchIndex(JdbcClient jdbc, TransactionTemplate transaction, WorkSignal signal, WorkQueue work, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.signal = signal;
        this.work = work;
        this.clock = clock;
    }

    private record Due(long id, String text) {}

    @Scheduled(fixedDelay = 250)
    void look() {
        try {
            int list = 0;
            do {
                signal.giveWay();
                list++;
            } while (takeUp() == MOST && list < LISTS);
        } catch (DataAccessException | TransactionException e) {
            // the database is away; what is due stays due
            LOG.warn("search-late", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    /** Takes up the next texts that are due and gives their number. */
    int takeUp() {
        Integer taken = transaction.execute(status -> {
            List<Due> due = new ArrayList<>();
            jdbc.sql(TAKE).param("most", MOST).query(row -> {
                due.add(new Due(row.getLong(1), row.getString(2)));
            });
            if (!due.isEmpty()) {
                Columns rows = new Columns("id", "text", "pairs");
                due.forEach(one -> rows.row(one.id(), one.text(), String.join(" ", pairs(one.text()))));
                rows.bind(jdbc.sql(PUT)).update();
                work.addAll(Lane.LINKS.word(), due.stream().map(Due::id).toList(), clock.instant());
            }
            return due.size();
        });
        return taken == null ? 0 : taken;
    }

    /** All neighbouring Chinese characters of a text, each pair once. */
    static Set<String> pairs(String text) {
        Set<String> pairs = new LinkedHashSet<>();
        int before = -1;
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            boolean isChinese = Character.isIdeographic(character);
            if (isChinese && before >= 0) {
                pairs.add(Character.toString(before) + Character.toString(character));
            }
            before = isChinese ? character : -1;
            at += Character.charCount(character);
        }
        return pairs;
    }
}
