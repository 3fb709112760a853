package org.onestophub.platform.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes deliveries whose time is over. Those that wait, are under way, unknown or dead stay until somebody decides. Those
 * that a filter kept back stay for ever, because they keep a later resend from sending them. Every method is a transaction.
 */
@Component
class DeliveryPrunes {

    /** Any number of ours: two hubs that prune one shipment at once would each think the other's items stay. */
    private static final long PRUNE_LOCK = 0x7072756E65L;

    /** A shipment goes, with its attempts, when the last of what was in it goes. */
    private static final String PRUNE = """
            with doomed as materialized (
              select id from delivery
              where state in ('sent', 'resent', 'discarded') and ended_at < :before
              order by ended_at, id limit :batch for update skip locked),
            touched as (
              select distinct shipment_id as id from shipment_item where delivery_id in (select id from doomed)),
            emptied as materialized (
              select t.id from touched t where not exists (
                select from shipment_item i where i.shipment_id = t.id and i.delivery_id not in (select id from doomed))),
            items as (delete from shipment_item where delivery_id in (select id from doomed)),
            attempts as (delete from delivery_attempt where shipment_id in (select id from emptied)),
            shipments as (delete from shipment where id in (select id from emptied)),
            gone as (delete from delivery where id in (select id from doomed) returning id)
            select count(*) from gone""";

    private static final String FORGET_ANSWERS = """
            with old as materialized (
              select b.shipment_id, b.no from delivery_attempt b
              where b.response is not null and b.ended_at < :before and not exists (
                select from shipment_item i join delivery d on d.id = i.delivery_id
                where i.shipment_id = b.shipment_id and d.state in ('waiting', 'attempt', 'unknown', 'dead'))
              order by b.ended_at limit :batch)
            update delivery_attempt a set response = null from old
            where a.shipment_id = old.shipment_id and a.no = old.no""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DeliveryPrunes(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Up to {@code batch} deliveries that ended before, oldest first; gives how many went. */
    int prune(Instant before, int batch) {
        Integer gone = transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(:lock)::text")
                    .param("lock", PRUNE_LOCK)
                    .query(String.class)
                    .single();
            return jdbc.sql(PRUNE)
                    .param("before", Timestamp.from(before))
                    .param("batch", batch)
                    .query(Integer.class)
                    .single();
        });
        return gone == null ? 0 : gone;
    }

    /** Up to {@code batch} attempts that ended before lose the text of their answer; gives how many. */
    int forgetAnswers(Instant before, int batch) {
        return jdbc.sql(FORGET_ANSWERS)
                .param("before", Timestamp.from(before))
                .param("batch", batch)
                .update();
    }

    /** Up to {@code batch} records of what consumers of the feed were given before; gives how many went. */
    int pruneGiven(Instant before, int batch) {
        return jdbc.sql(
                        "with old as materialized (select id from feed_given where at < :before order by at limit :batch)"
                                + " delete from feed_given g using old where g.id = old.id")
                .param("before", Timestamp.from(before))
                .param("batch", batch)
                .update();
    }
}
