package org.onestophub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.architecture.SqlInSources.Found;

/**
 * Rooms that do not meet in Java may meet in a table. Here is which table each of them writes and reads, and why, as found
 * in the SQL of the sources and the migrations. SQL is written in lower case.
 */
class TablesTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    private static final Pattern CHANGES_A_BATCH =
            Pattern.compile("^\\s*(delete|update)\\b.*\\blimit\\b", Pattern.DOTALL);

    /** Stands for the migrations where a room is asked for. */
    private static final String MIGRATION = "migration";

    /** Stands for the room of a view: nobody writes it. */
    private static final String VIEW = "view";

    private static final String RETENTION = "retention takes it away with what it belongs to";
    private static final String ERASURE = "an erasure takes away what is kept of one complaint, in one transaction";
    private static final String PAGES = "pages of the operators";
    private static final String TRACE = "the trace of a complaint";
    private static final String ALERTS = "thresholds of alerts";
    private static final String FACTS = "facts of reports are derived from what stands";

    /** Every table, with the room it belongs to. That room writes it; the others only for the reason given. */
    private static final List<Table> TABLES = List.of(
            table("receipt", "receive", "every accepted input")
                    .written("record", "its outcome, in the transaction that makes the case; " + ERASURE)
                    .written("register", "outcomes, in the transaction that enters the rows")
                    .written("patient", "outcomes of a batch of messages, in the transaction that applies them")
                    .written("quarantine", "parked, and let out again, in the transaction that holds or releases it")
                    .written("ledger", RETENTION + ", and drops months that are empty")
                    .written("store", "makes the partitions of the months to come")
                    .read("status", "which cases a sender has sent something of, and so may ask about")
                    .read("ops", PAGES),
            table("receipt_key", "receive", "keys under which sources know an input")
                    .written("ledger", RETENTION)
                    .written("record", ERASURE + "; keys stay as digests")
                    .read("ops", PAGES),
            table("receipt_item", "record", "the things found in a receipt, and how each ended")
                    .written("ledger", RETENTION)
                    .read("quarantine", "whether something of a discarded receipt is in a case")
                    .read(MIGRATION, "the view of what is held of cases of the discipline route")
                    .read("status", "which cases a sender has sent something of, and so may ask about")
                    .read("receive", "the number of the case, for the sender who asks")
                    .read("ops", PAGES),
            table("receipt_edit", "quarantine", "which input a person corrected, and in which copy")
                    .written("ledger", RETENTION)
                    .written("record", ERASURE)
                    .read("ops", PAGES),
            table("letter_page", "receive", "files that are one letter together")
                    .written("ledger", RETENTION)
                    .written("record", ERASURE)
                    .read("ops", PAGES),
            table("blob_unused", "ledger", "blobs to be deleted once no receipt needs them")
                    .written("receive", "a blob that was put for an input that is known")
                    .written(
                            "blob", "a blob that was brought from the home of a hub: it may have been erased meanwhile")
                    .written("record", ERASURE),
            table("blob", "blob", "when each blob was put last"),
            table("blob_chunk", "blob", "bytes of blobs that lie in the database"),
            table("blob_folder", "blob", "which shared folder holds the blobs"),
            table("hub_node", "node", "the hubs on this database, and what each uses")
                    .read("ledger", "the work of a hub that is gone is free at once")
                    .read("alert", "alerts of a hub that is gone are ended by those that run"),
            table("poll_turn", "node", "which hub looks at which source"),
            table("hub_clock", "store", "what the clock of each hub showed last"),
            table("work", "ledger", "what workers have yet to do")
                    .written("receive", "the group commit: keys, receipts and work in one statement")
                    .written(
                            MIGRATION,
                            "once: cases whose patient was merged before cases followed a merge; cases of the last months are compared")
                    .read("ops", "how much waits in each lane")
                    .read("alert", ALERTS),
            table("held", "quarantine", "inputs that wait for a person")
                    .written("record", ERASURE)
                    .read(MIGRATION, "the view of what is held of cases of the discipline route")
                    .read("config", "whether an applied configuration makes inputs fail")
                    .read("ledger", "retention keeps what is held")
                    .read("ops", PAGES)
                    .read("alert", ALERTS),
            table("held_on_route", VIEW, "what is held of cases of the discipline route")
                    .read("quarantine", "orders for many leave it out")
                    .read("ops", PAGES),
            table("complaint", "record", "the cases")
                    .written(MIGRATION, "once: the words of cases move to a table of their own")
                    .read("deliver", "number and state of the case an event is about")
                    .read("district", "number and state of the case an event is about")
                    .read("ledger", "retention keeps what belongs to an open case")
                    .read("receive", "the number of the case, for the sender who asks")
                    .read("status", "whose case it is; its events and duties are written while its row is locked")
                    .read("duty", "the number of the case of which something is due")
                    .read("ops", PAGES)
                    .read("fact", FACTS),
            table(
                            "complaint_revision",
                            "record",
                            "each state of a case; of a case with one state the document is in the case")
                    .read(MIGRATION, "the view that knows where the document is"),
            table("revision_document", VIEW, "each state of a case with its document")
                    .read("deliver", "the document an event is sent with")
                    .read("district", "the document an event is given with, and whose it is")
                    .read("ops", PAGES),
            table("complaint_search", "record", "words by which operators find a case")
                    .read("ops", PAGES),
            table("search_due", "record", "words that the index does not have yet")
                    .written(MIGRATION, "once: the words of the cases there are"),
            table("complaint_alias", "record", "names under which a case is found again")
                    .written(MIGRATION, "once: the authors of cases that mails opened")
                    .read("status", "which case an event speaks of"),
            table("complaint_claim", "record", "claims that may find the patient later")
                    .written(MIGRATION, "once: the numbers of linked cases")
                    .read("ledger", "adds work for the cases that claim what is known now"),
            table("case_merge", "record", "into which case each was merged")
                    .read("status", "whether what an event says of a merge is new"),
            table("merged_item", "record", "what came for a merged case and was added to another"),
            table("case_trait", "record", "by what cases of one person are found")
                    .written(MIGRATION, "once: what only machines sent has none"),
            table("case_repeat", "record", "how many earlier cases are of the same people")
                    .read("fact", FACTS),
            table("case_link", "record", "pairs of cases that may be one"),
            table("status_event", "status", "what happened to cases after they came in")
                    .read(MIGRATION, "once: which department has the cases there are")
                    .read("deliver", "the words of a status event, for a destination that asked for it")
                    .read("ops", TRACE)
                    .read("fact", FACTS)
                    .read(MIGRATION, "the day on which a case ended, which earlier facts do not have"),
            table("status_erased", "status", "digests of the keys of status events whose case is erased"),
            table("status_waiting", "status", "by which numbers events wait for their case"),
            table("case_status", "status", "the state of each case, derived from its events")
                    .written(MIGRATION, "once: which department has the cases there are")
                    .read("ops", PAGES)
                    .read("fact", FACTS),
            table("duty", "duty", "what has to be done by when")
                    .read("ops", PAGES)
                    .read("fact", FACTS),
            table("case_alarm", "alarm", "who must know of a case at once").read("ops", PAGES),
            table("duty_rules", "duty", "by which rules and calendar duties were computed last"),
            table("complaint_fact", "fact", "what reports and warnings count of each case")
                    .written(MIGRATION, "once: matters of staff are a kind of their own")
                    .read("district", "how a case went"),
            table("warning", "warning", "what the facts showed that is unusual").read("ops", "whose a warning is"),
            table("warning_step", "warning", "what was done about warnings"),
            table("register_entry", "register", "each state of the entries of registers")
                    .read("ops", "whose an entry is"),
            table("report_made", "report", "reports as they were made").read("ops", "whose a report is"),
            table("report_run", "report", "what schedules made"),
            table("report_paper", "deliver", "forms of reports that are handed over"),
            table("report_brief", "report", "which institution was given which report")
                    .read("ops", "whose a brief is"),
            table("report_brief_step", "report", "what institutions answered to reports"),
            table("report_form", "report", "each form of a made report, once it was asked for"),
            table("call_leg", "record", "in which inputs the legs of calls were, for 31 days"),
            table("erasure", "record", "complaints whose content was taken away")
                    .read("receive", "whether anything was ever erased, in the group commit")
                    .read("ops", TRACE),
            table("event", "record", "what happened to cases")
                    .written("deliver", "the one relay numbers events and notes those that were sent")
                    .read("district", "the feed is made of numbered events")
                    .read("ops", PAGES)
                    .read("alert", ALERTS)
                    .read("fact", "from which number of the feed a report is"),
            table("patient", "patient", "who the ADT messages speak of")
                    .read(MIGRATION, "once: which numbers earlier merges gave up"),
            table("patient_key", "patient", "numbers that name one patient")
                    .written(MIGRATION, "once: which numbers earlier merges gave up"),
            table("patient_trait", "patient", "what a patient is found by"),
            table("patient_visit", "patient", "stays and visits"),
            table("patient_link", "patient", "records of one person that the hospital linked"),
            table("destination", "deliver", "breaker, pause and rate of each destination")
                    .read("config", "whether an applied configuration makes deliveries fail"),
            table("delivery", "deliver", "what each destination is to get")
                    .written("ledger", RETENTION)
                    .written("record", ERASURE)
                    .read("ops", TRACE),
            table("shipment", "deliver", "what is handed over in one go")
                    .written("ledger", RETENTION)
                    .written("record", ERASURE + "; it locks the row as the end of an attempt does"),
            table("shipment_item", "deliver", "what is in a shipment")
                    .written("ledger", RETENTION)
                    .read("record", "which shipments an erasure has to lock")
                    .read("ops", TRACE),
            table("delivery_attempt", "deliver", "every attempt, and what was answered")
                    .written("ledger", RETENTION)
                    .written("record", ERASURE)
                    .read("ops", TRACE),
            table("receiver_use", "deliver", "what one address got in a day"),
            table("queue_drop", "deliver", "who removed the queue of a destination; for people who ask the database"),
            table(
                    "dead_letter_end",
                    "deliver",
                    "who returned or discarded a dead letter; for people who ask the database"),
            table("feed_identity", MIGRATION, "what cursors of the feed are signed with; made once with the schema")
                    .read("district", "signs and checks cursors"),
            table("feed_consumer", "district", "where each consumer of the feed is"),
            table("feed_given", "district", "what was given to whom").written("ledger", RETENTION),
            table("feed_reject", "district", "what the district could not take")
                    .written("record", ERASURE)
                    .read("ledger", "retention keeps what is not settled")
                    .read("ops", PAGES)
                    .read("alert", ALERTS),
            table("mail_stored", "source", "stored mails that their mailbox neither lets go nor lets be marked"),
            table("pull_position", "source", "how far each channel has read a platform"),
            table("channel_state", "channel", "last success and last error of each channel")
                    .read("alert", "when a channel last succeeded, from before the start"),
            table("applied", "config", "which configuration was applied when and by whom"),
            table("alert", "alert", "conditions, from their beginning to their end")
                    .read("ops", PAGES),
            table("alert_notice", "alert", "what is still to be sent of an alert"),
            table("alert_mute", "alert", "alerts that are not sent for a while, by whom and why"),
            table("access_log", "ops", "who saw and did what"),
            table("person", "access", "people of the console: local accounts, and those known elsewhere"),
            table("saved_view", "console", "filters of lists that people keep"),
            table("login_attempt", "access", "wrong passwords of people of the directory"),
            table("retention_run", "ledger", "what retention did").read("ops", PAGES));

    /** Classes whose SQL has a name that only a running hub knows, with the table it stands for. */
    private static final Map<String, String> DYNAMIC_NAMES = Map.of(
            // partitions, by names it has just read and matched
            "PruneTable", "receipt",
            // partitions it makes
            "Partitions", "receipt",
            // a table of a destination's database
            "TableInsert", "",
            // "told from … on" in a sentence
            "AlertMailText", "");

    /** What is no table of the hub, with the one class that asks it. */
    private static final Map<String, String> OF_OTHERS = Map.of(
            "pg_class", "PruneTable",
            "pg_inherits", "PruneTable",
            "pg_roles", "DatabaseLogins",
            "information_schema.statistics", "TableInsert",
            "dual", "TableInsert");

    private static final Pattern CREATED = Pattern.compile("(?m)^create (?:table|view) (\\w+) (?!partition of)");
    private static final Pattern NAIVE = Pattern.compile("\\b(?:from|join|into|update|using)\\s+(\\w+)");

    private static final Pattern UPPER_CASE =
            Pattern.compile("\\b(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|FROM|JOIN)\\s");

    private static SqlInSources sql;
    private static Set<String> tables;

    /** A room's use of a table. */
    private record Use(String table, String room) {}

    private record Table(
            String name, String room, String what, Map<String, String> writers, Map<String, String> readers) {

        Table written(String byRoom, String why) {
            writers.put(byRoom, why);
            return this;
        }

        /** Of rooms that write it too nobody says that they read it. */
        Table read(String byRoom, String why) {
            readers.put(byRoom, why);
            return this;
        }
    }

    private static Table table(String name, String room, String what) {
        return new Table(name, room, what, new HashMap<>(), new HashMap<>());
    }

    @BeforeAll
    static void find() {
        sql = SqlInSources.in(MainSources.parse());
        tables = new TreeSet<>();
        Matcher created = CREATED.matcher(migrations());
        while (created.find()) {
            tables.add(created.group(1));
        }
    }

    @Test
    void everyTableOfTheMigrationsIsListedOnce() {
        assertThat(TABLES).extracting(Table::name).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void roomsWriteTheTablesThatTheyAreListedFor() {
        Set<String> allowed = new TreeSet<>();
        for (Table table : TABLES) {
            if (!table.room().equals(VIEW)) {
                allowed.add(table.name() + " by " + table.room());
            }
            table.writers().keySet().forEach(room -> allowed.add(table.name() + " by " + room));
        }

        assertThat(textsOf(writers())).containsExactlyInAnyOrderElementsOf(allowed);
    }

    @Test
    void roomsThatDoNotWriteATableReadItIfTheyAreListedForThat() {
        Set<String> allowed = new TreeSet<>();
        TABLES.forEach(table -> table.readers().keySet().forEach(room -> allowed.add(table.name() + " by " + room)));
        Map<Use, Set<String>> onlyReaders = readers();
        onlyReaders.keySet().removeAll(writers().keySet());

        assertThat(textsOf(onlyReaders)).containsExactlyInAnyOrderElementsOf(allowed);
    }

    @Test
    void workIsChangedByTheClassesOfItsRoomAndByTheGroupCommit() {
        Map<String, Set<String>> types = new TreeMap<>();
        writers().forEach((use, names) -> {
            if (use.table().equals("work")) {
                types.put(use.room(), names);
            }
        });

        assertThat(types)
                .isEqualTo(Map.of(
                        "ledger",
                        Set.of("GoneHubs", "WorkQueueTable", "WorkTable"),
                        "receive",
                        Set.of("ReceiptTable"),
                        // V17 runs once, before any class does
                        MIGRATION,
                        Set.of("")));
    }

    @Test
    void statementsSpeakOfTablesThatExist() {
        List<String> unknown = new ArrayList<>();
        for (Found found : sqlTexts()) {
            SqlText text = SqlText.of(found.text());
            Stream.concat(text.reads().stream(), text.writes().stream())
                    .filter(name -> SqlText.isStatement(found.text()) || name.contains(SqlText.DYNAMIC))
                    .filter(name -> !isKnown(name, found.type()))
                    .forEach(name -> unknown.add(found.type() + ": " + name));
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void exceptionsOfNamesAreNeeded() {
        Set<String> dynamic = new TreeSet<>();
        Set<String> ofOthers = new TreeSet<>();
        for (Found found : sqlTexts()) {
            SqlText text = SqlText.of(found.text());
            Stream.concat(text.reads().stream(), text.writes().stream()).forEach(name -> {
                if (name.contains(SqlText.DYNAMIC)) {
                    dynamic.add(found.type());
                }
                if (found.type().equals(OF_OTHERS.get(name))) {
                    ofOthers.add(name);
                }
            });
        }

        assertThat(dynamic).isEqualTo(DYNAMIC_NAMES.keySet());
        assertThat(ofOthers).isEqualTo(OF_OTHERS.keySet());
    }

    @Test
    void commonTableExpressionsDoNotHideTables() {
        assertThat(sqlTexts())
                .allSatisfy(found -> assertThat(SqlText.of(found.text()).commonTables())
                        .as(found.toString())
                        .doesNotContainAnyElementsOf(tables));
    }

    /**
     * PostgreSQL may choose the batch anew for each row of the table: while its statistics lagged behind, a delete of 500
     * beside 100,000 rows took minutes, and one that skips locked rows may take more than its limit. A materialized common
     * table is chosen once.
     */
    @Test
    void batchesThatAreChangedAreChosenOnce() {
        assertThat(sqlTexts())
                .filteredOn(found -> CHANGES_A_BATCH.matcher(found.text()).find())
                .isEmpty();
    }

    @Test
    void whatIsHandedToTheDatabaseIsUnderstood() {
        assertThat(sql.statements())
                .hasSizeGreaterThan(200)
                .allSatisfy(found -> SqlText.requireStatement(found.text()));
    }

    @Test
    void sqlIsWrittenInLowerCase() {
        assertThat(sql.texts())
                .extracting(Found::text)
                .noneMatch(text -> UPPER_CASE.matcher(text).find());
    }

    @Test
    void aSimplerLookFindsNothingMore() {
        List<String> missed = new ArrayList<>();
        int seen = 0;
        for (Found found : sqlTexts()) {
            SqlText text = SqlText.of(found.text());
            Matcher named = NAIVE.matcher(found.text());
            while (named.find()) {
                String name = named.group(1);
                if (tables.contains(name)) {
                    seen++;
                    if (!text.reads().contains(name) && !text.writes().contains(name)) {
                        missed.add(found.type() + ": " + name);
                    }
                }
            }
        }

        assertThat(missed).isEmpty();
        assertThat(seen).isGreaterThan(300);
    }

    private static Map<Use, Set<String>> writers() {
        Map<Use, Set<String>> uses = new HashMap<>();
        sqlTexts().forEach(found -> add(uses, found, SqlText.of(found.text()).writes()));
        return uses;
    }

    private static Map<Use, Set<String>> readers() {
        Map<Use, Set<String>> uses = new HashMap<>();
        sqlTexts().forEach(found -> add(uses, found, SqlText.of(found.text()).reads()));
        return uses;
    }

    private static void add(Map<Use, Set<String>> uses, Found found, Set<String> names) {
        for (String name : names) {
            String table = name.contains(SqlText.DYNAMIC) ? DYNAMIC_NAMES.getOrDefault(found.type(), "") : name;
            if (tables.contains(table)) {
                uses.computeIfAbsent(new Use(table, found.room()), use -> new TreeSet<>())
                        .add(found.type());
            }
        }
    }

    private static Set<String> textsOf(Map<Use, Set<String>> uses) {
        Set<String> texts = new TreeSet<>();
        uses.keySet().forEach(use -> texts.add(use.table() + " by " + use.room()));
        return texts;
    }

    private static boolean isKnown(String name, String type) {
        return tables.contains(name)
                || name.contains(SqlText.DYNAMIC) && DYNAMIC_NAMES.containsKey(type)
                || type.equals(OF_OTHERS.get(name));
    }

    /** Texts of the sources but sentences, which may speak of tables too, and what the migrations do to rows. */
    private static List<Found> sqlTexts() {
        List<Found> all = new ArrayList<>();
        // a statement made of nothing but names is no text by itself
        Stream.concat(sql.texts().stream(), sql.statements().stream())
                .distinct()
                .filter(found -> !found.text().isBlank()
                        && !Character.isUpperCase(found.text().strip().charAt(0)))
                .forEach(all::add);
        // what makes a table is no use of it; bodies of functions are looked through like all else
        Arrays.stream(migrations().replaceAll("(?m)--.*$", "").split(";"))
                .filter(statement -> !statement.strip().matches("(?s)(create|alter) (table|index|unique|sequence) .*"))
                .forEach(statement -> all.add(new Found("", MIGRATION, statement.strip())));
        return all;
    }

    private static String migrations() {
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                text.append(Files.readString(file)).append('\n');
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
