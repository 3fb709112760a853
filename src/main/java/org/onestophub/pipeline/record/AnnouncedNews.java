package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.contract.CaseNews;
import org.onestophub.complaint.walk.WorkSignal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Events that other rooms ask for. They belong to the present revision of their case. */
@Component
class AnnouncedNews implements CaseNews {

    private final JdbcClient jdbc;
    private final WorkSignal signal;
    private final Clock clock;

    AnnouncedNews(JdbcClient jdbc, WorkSignal signal, Clock clock) {
        this.jdbc = jdbc;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public void announce(Collection<String> numbers, String type, ObjectNode about) {
        jdbc.sql("""
                        insert into event (complaint_id, revision, type, at, about)
                        select id, revision, :type, :now, cast(:about as jsonb) from complaint
                         where number = any(:numbers) and not discipline order by number collate "C" desc limit 1""")
                .param("type", type)
                .param("now", Timestamp.from(clock.instant()))
                .param("about", JsonText.of(about))
                .param("numbers", numbers.toArray(String[]::new))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.wake("relay");
            }
        });
    }
}
