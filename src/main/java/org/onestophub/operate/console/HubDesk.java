package org.onestophub.operate.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.operations.Alert;
import org.onestophub.complaint.contract.operations.Alerts;
import org.onestophub.complaint.contract.operations.FeedConsumers;
import org.onestophub.complaint.contract.operations.FeedRejects;
import org.onestophub.complaint.contract.operations.Hubs;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.stereotype.Component;

/** Alerts, the district, and the hub itself; for who sees all institutions. */
@Component
class HubDesk {

    private static final int RECENT = 50;
    private static final int ENTRIES = 100;
    private static final int MAX_NOTE = 500;
    private static final int MAX_MUTE_REASON = 200;

    /**
     * Space of this hub, in bytes.
     *
     * @param database size of the database
     * @param free what is free where the hub keeps its files
     * @param total size of that disk
     */
    record Space(long database, long free, long total) {}

    /**
     * What the district has.
     *
     * @param consumers who reads the feed
     * @param rejects events they did not take; without content their words are left out
     */
    record District(List<FeedConsumers.Consumer> consumers, List<FeedRejects.Reject> rejects) {}

    private final Alerts alerts;
    private final FeedConsumers consumers;
    private final FeedRejects rejects;
    private final Hubs hubs;
    private final People people;
    private final AccessRecord record;
    private final LedgerQueries ledger;
    private final HubProperties hub;

    HubDesk(
            Alerts alerts,
            FeedConsumers consumers,
            FeedRejects rejects,
            Hubs hubs,
            People people,
            AccessRecord record,
            LedgerQueries ledger,
            HubProperties hub) {
        this.alerts = alerts;
        this.consumers = consumers;
        this.rejects = rejects;
        this.hubs = hubs;
        this.people = people;
        this.record = record;
        this.ledger = ledger;
        this.hub = hub;
    }

    List<Alert> openAlerts(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return alerts.open();
    }

    List<Alert> recentAlerts(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return alerts.recent(RECENT);
    }

    /** Takes an alert on; a second time changes nothing. */
    void acknowledge(Viewer viewer, long id) {
        viewer.requireForAll(Right.OPERATE);
        record.done(viewer.by(), "alert-acknowledge", Long.toString(id), null);
        alerts.acknowledge(id, viewer.by());
    }

    /** What is not sent for a while. */
    List<Alerts.Mute> mutes(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return alerts.mutes();
    }

    /** Sends nothing of what an open alert is about until a time; a second time moves the end. */
    void mute(Viewer viewer, long id, Instant until, @Nullable String reason) {
        viewer.requireForAll(Right.OPERATE);
        String why = RequestParameters.needed(reason, "reason", MAX_MUTE_REASON);
        record.done(viewer.by(), "alert-mute", Long.toString(id), why);
        alerts.mute(id, until, why, viewer.by());
    }

    /** Ends a mute before its time; a second time changes nothing. */
    void unmute(Viewer viewer, long muteId) {
        viewer.requireForAll(Right.OPERATE);
        record.done(viewer.by(), "alert-unmute", Long.toString(muteId), null);
        alerts.unmute(muteId, viewer.by());
    }

    District district(Viewer viewer, @Nullable String reason) {
        viewer.requireForAll(Right.VIEW);
        List<FeedRejects.Reject> open = rejects.list(null, List.of(), false, 0, ENTRIES);
        boolean withWords = viewer.may(Right.CONTENT) && reason != null;
        if (withWords && !open.isEmpty()) {
            record.done(viewer.by(), "console-rejects", null, reason);
        }
        return new District(
                consumers.consumers(),
                withWords ? open : open.stream().map(HubDesk::withoutWords).toList());
    }

    void settle(Viewer viewer, long id, @Nullable String note) {
        viewer.requireForAll(Right.OPERATE);
        String settlement = RequestParameters.needed(note, "settlement", MAX_NOTE);
        record.done(viewer.by(), "reject-settle", Long.toString(id), null);
        rejects.settle(id, settlement, viewer.by());
    }

    /** Entries of the access log, newest first. Reading it is recorded too. */
    List<AccessRecord.Entry> accessLog(Viewer viewer, @Nullable String by, long before) {
        viewer.requireForAll(Right.AUDIT);
        String whose = RequestParameters.text(by, "by", 1, 80);
        record.done(viewer.by(), "access-log", whose, null);
        return record.list(whose, List.of(), before, ENTRIES);
    }

    /** All accounts; empty for who may not see them. */
    List<People.Person> people(Viewer viewer) {
        return viewer.may(Right.AUDIT) && viewer.seesAll() ? people.list() : List.of();
    }

    List<Hubs.Hub> hubs(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        return hubs.hubs();
    }

    Space space(Viewer viewer) {
        viewer.requireForAll(Right.VIEW);
        long database = ledger.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
        return new Space(
                database,
                hub.home().toFile().getUsableSpace(),
                hub.home().toFile().getTotalSpace());
    }

    /** The version of this hub; empty where its classes are not packaged. */
    Optional<String> version() {
        return Optional.ofNullable(HubDesk.class.getPackage().getImplementationVersion());
    }

    private static FeedRejects.Reject withoutWords(FeedRejects.Reject reject) {
        return new FeedRejects.Reject(
                reject.id(),
                reject.at(),
                reject.key(),
                reject.complaintId(),
                reject.complaint(),
                reject.event(),
                reject.sequence(),
                "",
                "",
                reject.settledAt(),
                reject.settledBy(),
                null);
    }
}
