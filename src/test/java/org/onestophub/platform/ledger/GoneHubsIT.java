package org.onestophub.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Work of a hub that is gone, on a real database. */
class GoneHubsIT {

    private final DataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final GoneHubs hubs = new GoneHubs(jdbc);

    @Test
    void workOfAHubThatIsGoneIsFreeAndThatOfOthersIsNot() {
        hub("dead", "-1 second");
        hub("one", "1 hour");
        hub("two", "1 hour");
        work(1, "dead");
        work(2, "one");
        work(3, "two");

        hubs.look();
        assertThat(leased()).containsExactly("one", "two");

        jdbc.sql("update hub_node set alive_until = now() where hub = 'one'").update();
        hubs.look();
        assertThat(leased()).containsExactly("two");
    }

    @Test
    void workOfAHubThatWasRemovedIsFree() {
        hub("two", "1 hour");
        work(1, "two");
        hubs.look();
        assertThat(leased()).containsExactly("two");

        jdbc.sql("delete from hub_node").update();
        hubs.look();

        assertThat(leased()).isEmpty();
    }

    private void hub(String name, String left) {
        jdbc.sql("insert into hub_node (hub, label, run, started_at, seen_at, alive_until)"
                        + " values (:name, :name, :run, now(), now(), now() + cast(:left as interval))")
                .param("name", name)
                .param("run", UUID.randomUUID())
                .param("left", left)
                .update();
    }

    private void work(long ref, String hub) {
        jdbc.sql("insert into work (lane, ref, due_at, lease_until, lease_by)"
                        + " values ('complaint', :ref, now(), now() + interval '20 minutes', :hub)")
                .param("ref", ref)
                .param("hub", hub)
                .update();
    }

    private List<String> leased() {
        return jdbc.sql("select lease_by from work where lease_until is not null order by 1")
                .query(String.class)
                .list();
    }
}
