package org.onestophub.intake.source.web;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code pull_position}: how far each channel has read its platform. */
@Component
public class PullPositionTable {

    private final JdbcClient jdbc;

    /** The table in this database. */
    public PullPositionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The position of the channel at this source; empty if it has not read this source yet. */
    Optional<String> of(String channel, String source) {
        return jdbc.sql("select position from pull_position where channel = :channel and source = :source")
                .param("channel", channel)
                .param("source", source)
                .query(String.class)
                .optional();
    }

    /** Everything before this position is kept. */
    void move(String channel, String source, String position) {
        jdbc.sql("""
                insert into pull_position (channel, source, position) values (:channel, :source, :position)
                on conflict (channel) do update
                set source = excluded.source, position = excluded.position, moved_at = now()""")
                .param("channel", channel)
                .param("source", source)
                .param("position", position)
                .update();
    }
}
