package org.onestophub.loop.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.contract.operations.RegisterBook.Entry;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.pipeline.quarantine.HeldInputsForTests;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.sheet.RegisterReader;
import org.onestophub.platform.ledger.WorkQueueForTests;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sheets of registers become entries with a history, over the real database. */
class RegisterStepIT {

    private static final Instant NOW = Instant.parse("2026-10-09T01:00:00.123456Z");
    private static final HubProperties HUB = new HubProperties(
            Path.of("."),
            Path.of("."),
            ZoneId.of("Asia/Shanghai"),
            new HubProperties.Institution("91350100M000100Y43", "测试医院"));
    private static final String OTHER = "12350200700000013K";
    private static final String NAMES = "日期,演练科目,演练人数,佐证材料,作废\n";

    @TempDir
    static Path scratch;

    private static JdbcTemplate jdbc;
    private static RegisterStep step;
    private static RegisterDesk desk;
    private static RegisterReader reader;

    @BeforeAll
    static void open() throws IOException {
        DataSource database = TestPostgres.freshDatabase();
        jdbc = new JdbcTemplate(database);
        CodeLists lists = new CodeLists(Path.of("mappings/code-lists"));
        Registers registers = new Registers(Path.of("."), lists);
        EntryTable table = new EntryTable(JdbcClient.create(database));
        reader = new RegisterReader(HUB, new ReadScratch(scratch.resolve("read")), registers, lists);
        desk = new RegisterDesk(registers, table, new EntryProofs(table, HUB));
        step = new RegisterStep(
                table,
                JdbcClient.create(database),
                HeldInputsForTests.in(jdbc),
                WorkQueueForTests.in(jdbc),
                TestPostgres.transactionsOn(database),
                new WalkMeters(new SimpleMeterRegistry()),
                HUB,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @BeforeEach
    void empty() {
        jdbc.execute("truncate register_entry, work, held, receipt");
    }

    @Test
    void rowsBecomeEntriesAndBadOnesAreHeld() {
        take(1, NAMES + "2026-06-02,消防,45,,\n2026-06-03,反恐,多,,\n");

        assertThat(ends()).containsExactly("1 parked parked RD-153 /sheets/1/rows/3/people");
        assertThat(jdbc.queryForList("select concat_ws(' ', item, room, code, field) from held", String.class))
                .containsExactly("1 read RD-153 /sheets/1/rows/3/people");
        assertThat(standing())
                .containsExactly("drills 2026-06-02#消防 1 {\"date\":\"2026-06-02\",\"people\":45,\"subject\":\"消防\"}");
        assertThat(jdbc.queryForObject("select count(*) from work", Integer.class))
                .isZero();
    }

    @Test
    void sameSheetAgainIsARepeatAndACorrectedRowReplacesTheEarlierOne() {
        take(1, NAMES + "2026-06-02,消防,45,,\n2026-06-03,反恐,30,,\n");
        take(2, NAMES + "2026/6/2,消防,45,,\n2026-06-03,反恐,30,,\n");
        take(3, NAMES + "2026-06-02,消防,54,,\n2026-06-03,反恐,30,,\n");

        assertThat(ends()).containsExactly("1 done entered", "2 done repeated", "3 done entered");
        assertThat(standing())
                .containsExactly(
                        "drills 2026-06-03#反恐 1 {\"date\":\"2026-06-03\",\"people\":30,\"subject\":\"反恐\"}",
                        "drills 2026-06-02#消防 2 {\"date\":\"2026-06-02\",\"people\":54,\"subject\":\"消防\"}");
        List<Entry> states = desk.history(desk.list("drills", null, null, List.of(), Long.MAX_VALUE, 10)
                .get(0)
                .id());
        assertThat(states)
                .extracting(state -> state.values().path("people").asInt())
                .containsExactly(54, 45);
        assertThat(states).extracting(Entry::receipt).containsExactly(3L, 1L);
        assertThat(states.get(0).replacedAt()).isNull();
        assertThat(states.get(1).replacedAt()).isNotNull();
    }

    @Test
    void earlierInputThatIsWalkedAgainDoesNotTakeBackWhatALaterOneSaid() {
        take(1, NAMES + "2026-06-02,消防,45,,\n");
        take(2, NAMES + "2026-06-02,消防,54,,\n");
        jdbc.update("insert into work (lane, ref, due_at) values ('register', 1, now())");
        take(1, NAMES + "2026-06-02,消防,45,,\n");

        assertThat(standing().get(0)).contains("\"people\":54");
        assertThat(jdbc.queryForObject("select count(*) from register_entry", Integer.class))
                .isEqualTo(2);
        assertThat(jdbc.queryForObject("select counted->>'register-outdated' from receipt where id = 1", String.class))
                .isEqualTo("1");
    }

    @Test
    void inputThatWasHeldBetweenTwoThatSayTheSameReplacesNothing() {
        take(1, NAMES + "2026-06-02,消防,45,,\n");
        take(3, NAMES + "2026-06-02,消防,45,,\n");
        take(2, NAMES + "2026-06-02,消防,54,,\n");

        assertThat(standing())
                .containsExactly("drills 2026-06-02#消防 1 {\"date\":\"2026-06-02\",\"people\":45,\"subject\":\"消防\"}");
        assertThat(jdbc.queryForObject("select counted->>'register-outdated' from receipt where id = 2", String.class))
                .isEqualTo("1");
    }

    @Test
    void walkWhoseWorkIsDoneChangesNothing() {
        take(1, NAMES + "2026-06-02,消防,45,,\n");
        jdbc.update("truncate register_entry");

        step.enter(List.of(reader.read(receipt(1, NAMES + "2026-06-02,消防,45,,\n", ""), none())));

        assertThat(standing()).isEmpty();
    }

    @Test
    void entryThatIsTakenBackDoesNotCountAndStaysAsHistory() {
        take(1, NAMES + "2026-06-02,消防,45,,\n");
        take(2, NAMES + "2026-06-02,消防,45,,是\n");

        assertThat(desk.kinds(List.of()).stream().filter(kind -> kind.name().equals("drills")))
                .allSatisfy(kind -> assertThat(kind.entries()).isZero());
        assertThat(desk.list("drills", null, null, List.of(), Long.MAX_VALUE, 10))
                .extracting(Entry::voided)
                .containsExactly(true);
    }

    @Test
    void sameEntryOfTwoInstitutionsIsTwoAndEachSeesItsOwn() {
        take(1, NAMES + "2026-06-02,消防,45,,\n");
        keep(2);
        step.enter(List.of(reader.read(receipt(2, NAMES + "2026-06-02,消防,9,,\n", OTHER), none())));

        assertThat(desk.list(null, null, null, List.of(OTHER), Long.MAX_VALUE, 10))
                .extracting(entry -> entry.values().path("people").asInt())
                .containsExactly(9);
        assertThat(desk.list(null, null, null, List.of(), Long.MAX_VALUE, 10)).hasSize(2);
        assertThat(desk.kinds(List.of(OTHER)).stream()
                        .mapToLong(kind -> kind.entries())
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void listHidesNamesOfPeopleAndSaysWhereProofsAre() {
        keep(7);
        String number = ReceiptNumber.of(LocalDate.of(2026, 10, 9), 1);
        jdbc.update("update receipt set number = ? where id = 7", number);
        take(8, "日期,主题,应到人数,实到人数,主讲人,佐证材料\n2026-09-01,沟通,10,9,讲师甲,#7；" + number + "\n");

        Entry entry = desk.list("trainings", null, null, List.of(), Long.MAX_VALUE, 10)
                .get(0);
        assertThat(entry.values().has("lecturer")).isFalse();
        assertThat(entry.evidence())
                .extracting(proof -> proof.named() + " " + proof.path())
                .containsExactly("#7 /api/ops/v1/receipts/7/raw", number + " /api/ops/v1/receipts/7/raw");
        assertThat(desk.history(entry.id()).get(0).values().path("lecturer").asText())
                .isEqualTo("讲师甲");
    }

    @Test
    void listIsOfTheDaysAskedForAndGoesOnAtItsCursor() {
        take(1, NAMES + "2026-06-02,消防,1,,\n2026-07-02,消防,2,,\n2026-08-02,消防,3,,\n");

        assertThat(desk.list(
                        "drills", LocalDate.of(2026, 7, 2), LocalDate.of(2026, 7, 31), List.of(), Long.MAX_VALUE, 9))
                .extracting(entry -> entry.values().path("people").asInt())
                .containsExactly(2);
        List<Entry> page = desk.list("drills", null, null, List.of(), Long.MAX_VALUE, 2);
        assertThat(desk.list("drills", null, null, List.of(), page.get(1).id(), 2))
                .extracting(entry -> entry.values().path("people").asInt())
                .containsExactly(1);
    }

    @Test
    void entryThatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> desk.history(4711))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_FOUND));
    }

    private static void take(long id, String text) {
        keep(id);
        step.enter(List.of(reader.read(receipt(id, text, ""), none())));
    }

    private static JsonNode none() {
        return MissingNode.getInstance();
    }

    private static void keep(long id) {
        Timestamp at = Timestamp.from(NOW);
        if (jdbc.queryForObject("select count(*) from receipt where id = ?", Integer.class, id) == 0) {
            jdbc.update("""
                    insert into receipt (id, received_at, channel, mapping, source_key, sha256, size_bytes, raw, transport)
                    values (?, ?, 'register', 'register', ?, '\\x00', 1, ?, '{}')""", id, at, "k" + id, new byte[1]);
            jdbc.update("insert into work (lane, ref, due_at) values ('register', ?, ?)", id, at);
        }
    }

    private static Receipt receipt(long id, String text, String institution) {
        return new Receipt(
                id,
                "",
                "register",
                "register",
                "k" + id,
                "00",
                NOW,
                institution.isEmpty() ? Map.of() : Map.of(Receipt.INSTITUTION, institution),
                Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> ends() {
        return jdbc.queryForList(
                "select concat_ws(' ', id, state, outcome, code, field) from receipt order by id", String.class);
    }

    private static List<String> standing() {
        return desk.list(null, null, null, List.of(), Long.MAX_VALUE, 100).stream()
                .sorted((one, other) -> Long.compare(one.id(), other.id()))
                .map(entry -> entry.register() + " " + entry.key() + " " + entry.revision() + " " + entry.values())
                .toList();
    }
}
