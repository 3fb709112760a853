package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.operate.cli.AlertsCommand;
import org.onestophub.operate.console.ConsolePerson.Page;
import org.onestophub.support.HubUnderTest;
import picocli.CommandLine;

/** The screen of alerts: each leads to what it is about, and can be muted for a while. */
class AlertsPageIT {

    /** A hub that lives elsewhere, so that the hub under test leaves its alerts alone. */
    private static final String ELSEWHERE = "alerts-page-test";

    private static final Path TEXTS =
            Path.of("src/main/resources/org/onestophub/operate/console/texts/console_en.properties");

    private HubUnderTest hub;

    @BeforeEach
    void start() {
        hub = HubUnderTest.get();
        hub.jdbc()
                .sql("insert into hub_node (hub, label, run, started_at, seen_at, alive_until)"
                        + " values (:hub, '', gen_random_uuid(), now(), now(), now() + interval '1 day')")
                .param("hub", ELSEWHERE)
                .update();
    }

    @AfterEach
    void clean() {
        hub.jdbc()
                .sql("delete from alert where hub = :hub")
                .param("hub", ELSEWHERE)
                .update();
        hub.jdbc()
                .sql("delete from hub_node where hub = :hub")
                .param("hub", ELSEWHERE)
                .update();
        hub.jdbc().sql("delete from alert_mute where subject = 'oa-webhook'").update();
    }

    @Test
    void everyConditionLeadsToAPageThatShowsWhatItIsAbout() throws IOException {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "alerts-links", List.of("view"), List.of());
        List<String> conditions = conditions();
        assertThat(conditions).hasSizeGreaterThan(20);

        for (String condition : conditions) {
            String subject = condition.startsWith("destination-")
                    ? "oa-webhook"
                    : condition.startsWith("channel-") || condition.startsWith("certificate-") ? "hotline" : "";
            long id = raised(condition, subject);
            JsonNode alert = alertOf(id);
            String page = alert.path("page").asText();
            String[] parts = page.split("#", 2);
            Page shown = person.get(parts[0]);

            assertThat(shown.status()).as(condition + " " + page).isEqualTo(200);
            if (parts.length > 1) {
                assertThat(shown.body()).as(page).contains("id=\"" + parts[1] + "\"");
            }
            assertThat(page).as("only of what is unknown").isNotEqualTo("/console/alerts");
            assertThat(person.get("/console/alerts").body()).contains("href=\"" + page + "\"");
        }
    }

    @Test
    void personMutesAnAlertWithAReasonAndEndsIt() {
        ConsolePerson person =
                ConsolePerson.loggedIn(hub, "alerts-mute", List.of("view", "operate", "audit"), List.of());
        long id = raised("destination-dead", "oa-webhook");
        String until = LocalDateTime.ofInstant(
                        Instant.now(), hub.bean(HubProperties.class).zone())
                .plusHours(2)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
        assertThat(person.get("/console/alerts").body()).contains("type=\"datetime-local\"");

        assertThat(person.post("/console/alerts/" + id + "/mute", "until", until, "reason", " ")
                        .status())
                .isEqualTo(400);
        assertThat(person.post("/console/alerts/" + id + "/mute", "until", "tomorrow", "reason", "known")
                        .status())
                .isEqualTo(400);
        person.post("/console/alerts/" + id + "/mute", "until", until, "reason", "OA <i>upgrade");

        Page page = person.get("/console/alerts");
        assertThat(page.body()).contains("OA &lt;i&gt;upgrade", "@alerts-mute").doesNotContain("<i>upgrade");
        JsonNode mute = muteOf("oa-webhook");
        ZoneId zone = hub.bean(HubProperties.class).zone();
        assertThat(Instant.parse(mute.path("until").asText()))
                .isEqualTo(LocalDateTime.parse(until).atZone(zone).toInstant());
        assertThat(alertOf(id).path("mutedUntil").asText())
                .isEqualTo(mute.path("until").asText());
        assertThat(person.get("/console/system/access-log?by=@alerts-mute").body())
                .contains("OA &lt;i&gt;upgrade");
        String end = "/console/alerts/mutes/" + mute.path("id").asText() + "/end";
        assertThat(person.post(end).status()).isEqualTo(302);
        assertThat(person.post(end).status()).as("a second time").isEqualTo(302);
        assertThat(alertOf(id).has("mutedUntil")).isFalse();
    }

    @Test
    void amountIsSaidInTheUnitOfItsConditionAndWhatHasNoneSaysNone() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "alerts-amount", List.of("view"), List.of());
        long waits = raised("quarantine-oldest", "");
        hub.jdbc()
                .sql("update alert set amount = 97200, threshold = 86400 where id = :id")
                .param("id", waits)
                .update();
        long broken = raised("destination-broken", "oa-webhook");

        assertThat(alertOf(waits).path("unit").asText()).isEqualTo("seconds");
        assertThat(alertOf(broken).path("unit").asText()).isEqualTo("none");
        assertThat(person.get("/console/alerts").body())
                .contains("当前值 27 小时，阈值 24 小时")
                .doesNotContain("97200", "当前值 0，阈值 0");
        person.get("/console/language?lang=en");
        assertThat(person.get("/console/alerts").body()).contains("now 27 h, limit 24 h");
    }

    @Test
    void whoMayNotOperateMutesNothing() {
        ConsolePerson person = ConsolePerson.loggedIn(hub, "alerts-view", List.of("view"), List.of());
        long id = raised("destination-dead", "oa-webhook");
        Page page = person.get("/console/alerts");

        assertThat(page.body()).doesNotContain("datetime-local");
        assertThat(person.post("/console/alerts/" + id + "/mute", "until", "2099-01-01T00:00", "reason", "a")
                        .status())
                .isEqualTo(403);
        assertThat(person.post("/console/alerts/mutes/1/end").status()).isEqualTo(403);
        assertThat(alertOf(id).has("mutedUntil")).isFalse();
    }

    @Test
    void commandDoesWhatThePageDoes(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), HubUnderTest.keyOf("ops"));
        long id = raised("destination-dead", "oa-webhook");
        String until = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS) + "";

        run(key, "take", Long.toString(id));
        run(key, "mute", Long.toString(id), "--until", until, "--reason", "OA upgrade");
        assertThat(run(key, "list")).contains("oa-webhook", until);
        assertThat(run(key, "mutes")).contains("OA upgrade", "test-ops");
        run(key, "unmute", muteOf("oa-webhook").path("id").asText());
        assertThat(alertOf(id).has("mutedUntil")).isFalse();
        assertThat(alertOf(id).path("acknowledgedBy").asText()).isEqualTo("test-ops");
    }

    private String run(Path key, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", "http://127.0.0.1:" + hub.httpPort(), "--key-file", key.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new CommandLine(new AlertsCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(status).as("%s %s", List.of(words), err).isZero();
        return out.toString();
    }

    private long raised(String condition, String subject) {
        return hub.jdbc()
                .sql("insert into alert (condition, subject, hub, raised_at) values (:condition, :subject, :hub, now())"
                        + " on conflict (condition, subject) where resolved_at is null"
                        + " do update set hub = excluded.hub returning id")
                .param("condition", condition)
                .param("subject", subject)
                .param("hub", ELSEWHERE)
                .query(Long.class)
                .single();
    }

    private JsonNode alertOf(long id) {
        return one(hub.caller("ops").get("/api/ops/v1/alerts").json().path("open"), "id", Long.toString(id));
    }

    private JsonNode muteOf(String subject) {
        return one(hub.caller("ops").get("/api/ops/v1/alerts").json().path("mutes"), "subject", subject);
    }

    private static JsonNode one(JsonNode all, String field, String value) {
        for (JsonNode each : all) {
            if (each.path(field).asText().equals(value)) {
                return each;
            }
        }
        throw new AssertionError(value + " is not in " + all);
    }

    /** Every condition that the console has a text for. */
    private static List<String> conditions() throws IOException {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(TEXTS)) {
            texts.load(in);
        }
        return texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith("condition."))
                .map(key -> key.substring("condition.".length()))
                .sorted()
                .toList();
    }
}
