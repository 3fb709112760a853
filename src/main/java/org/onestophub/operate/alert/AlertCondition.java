package org.onestophub.operate.alert;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with a hub so that somebody must know. */
enum AlertCondition {
    CHANNEL_SILENT(Unit.SECONDS, "/console/connect#channel-%s", "A channel has brought nothing by the time expected."),
    CHANNEL_FAILING(Unit.COUNT, "/console/connect#channel-%s", "A channel runs, and what it does fails."),
    CHANNEL_BROKEN(Unit.NONE, "/console/connect#channel-%s", "A channel's files do not load."),
    QUARANTINE_OPEN(
            Unit.COUNT, "/console/quarantine", "More inputs wait for a person than somebody looks at in a day."),
    QUARANTINE_OLDEST(Unit.SECONDS, "/console/quarantine", "An input waits for a person for long."),
    WORK_OLDEST(Unit.SECONDS, "/console", "Inputs that were taken in are not worked on."),
    OUTBOX_OLDEST(Unit.SECONDS, "/console/deliveries", "Events do not reach the intake queue."),
    QUEUE_DEPTH(Unit.COUNT, "/console/deliveries", "A destination does not read its queue."),
    DESTINATION_BROKEN(Unit.NONE, "/console/deliveries/%s", "A destination's files do not load."),
    DESTINATION_BREAKER(
            Unit.NONE, "/console/deliveries/%s", "A destination failed so often that it is left alone for a while."),
    DESTINATION_OLDEST(Unit.SECONDS, "/console/deliveries/%s?state=waiting", "A delivery waits for long."),
    DESTINATION_UNKNOWN(
            Unit.COUNT, "/console/deliveries/%s?state=unknown", "Of a delivery nobody knows whether it arrived."),
    DESTINATION_DEAD(Unit.COUNT, "/console/deliveries/%s?state=dead", "A delivery is not tried again by itself."),
    DEAD_LETTERS(Unit.COUNT, "/console/deliveries#letters", "A consumer did not take an event from its queue."),
    DISTRICT_REJECTS(Unit.COUNT, "/console/district", "The district could not take something it was given."),
    BROKER_DOWN(Unit.NONE, "/console/deliveries", "The broker takes no events."),
    DATABASE_DOWN(Unit.NONE, "/console/system", "The database does not answer; nothing can be accepted."),
    DISK_FREE(Unit.BYTES, "/console/system", "A disk of hub.home is nearly full."),
    CERTIFICATE_ENDS(Unit.DAYS, "/console/connect#channel-%s", "A certificate is about to expire."),
    ALARM_OVERDUE(Unit.COUNT, "/console/alarms?state=overdue", "An alarm about a case reached nobody within its time."),
    CALENDAR_ENDS(
            Unit.NONE, "/console/help/operations", "The working calendar does not list this year or the next weeks.");

    /** What an amount counts. */
    enum Unit {
        NONE,
        COUNT,
        SECONDS,
        BYTES,
        DAYS
    }

    private final Unit unit;
    private final String page;
    private final String meaning;

    AlertCondition(Unit unit, String page, String meaning) {
        this.unit = unit;
        this.page = page;
        this.meaning = meaning;
    }

    /** The word for it in settings, messages and the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String unit() {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    /** What all hubs on one database see alike, so that each of them may say that it is over. */
    boolean isShared() {
        return switch (this) {
            case QUARANTINE_OPEN,
                    QUARANTINE_OLDEST,
                    WORK_OLDEST,
                    OUTBOX_OLDEST,
                    DISTRICT_REJECTS,
                    CHANNEL_SILENT,
                    ALARM_OVERDUE -> true;
            default -> false;
        };
    }

    /** The meaning behind a word; empty for one of another version of the hub. */
    static String meaningOf(String word) {
        return of(word).map(AlertCondition::meaning).orElse("");
    }

    /** What the amount of an alert counts, likewise. */
    static String unitOf(String word) {
        return of(word).map(AlertCondition::unit).orElse(Unit.NONE.name().toLowerCase(Locale.ROOT));
    }

    /** The page of the console that shows what such an alert is about; that of alerts for one of another version. */
    static String pageOf(String word, String subject) {
        String named = URLEncoder.encode(subject, StandardCharsets.UTF_8);
        return of(word).map(condition -> condition.page.replace("%s", named)).orElse("/console/alerts");
    }

    private static Optional<AlertCondition> of(String word) {
        return Arrays.stream(values())
                .filter(condition -> condition.word().equals(word))
                .findFirst();
    }
}
