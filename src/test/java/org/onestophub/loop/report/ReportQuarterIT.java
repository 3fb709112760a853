package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A quarter of two institutions, with the one before and that of the year before, played through RECORD and the status book.
 * Every number of every report is counted again from the script.
 */
class ReportQuarterIT {

    private static final LocalDate QUARTER = LocalDate.of(2026, 7, 1);
    private static final LocalDate LATER = LocalDate.of(2100, 1, 1);
    private static final double ROUNDED = 0.000051;

    /** Which field a table is by, as the script knows it. */
    private static final Map<String, String> DIMENSIONS = Map.ofEntries(
            Map.entry("hospital-analysis/by-category", "top-category"),
            Map.entry("hospital-analysis/by-subcategory", "category"),
            Map.entry("hospital-analysis/core-systems", "core-system"),
            Map.entry("hospital-analysis/procedures", "track"),
            Map.entry("hospital-analysis/changed-at-once", "immediate-change"),
            Map.entry("hospital-analysis/helpers", "helper"),
            Map.entry("hospital-analysis/by-channel", "channel"),
            Map.entry("hospital-analysis/by-department", "department"),
            Map.entry("crosswalk/ko41a", "ko41a"),
            Map.entry("crosswalk/hcat", "hcat"),
            Map.entry("crosswalk/profession", "staff-role"),
            Map.entry("hospital-analysis/rates", "top-department"),
            Map.entry("department-bulletin/rates", "top-department"),
            Map.entry("hospital-analysis/by-month", "month"),
            Map.entry("hospital-analysis/all-matters", "type"),
            Map.entry("district-brief/by-institution", "institution"),
            Map.entry("district-brief/by-category", "top-category"),
            Map.entry("district-brief/by-channel", "channel"),
            Map.entry("department-bulletin/by-department", "department"),
            Map.entry("public-figures/by-category", "top-category"),
            Map.entry("public-figures/by-channel", "channel"),
            Map.entry("evaluation-indicators/rates", "month"),
            Map.entry("hotline-indicators/by-month", "month"),
            Map.entry("hotline-indicators/by-type", "type"));

    private static final Map<String, List<String>> CROSSED = Map.of(
            "district-brief/category-by-institution", List.of("top-category", "institution"),
            "department-bulletin/category-by-department", List.of("department", "top-category"));

    @TempDir
    static Path home;

    private static final List<Told> SCRIPT = new ArrayList<>();
    private static Script played;
    private static Reports reports;

    private int numbers;

    @BeforeAll
    static void play() {
        SCRIPT.addAll(Told.script(0, 400, QUARTER, 92, 7));
        SCRIPT.addAll(Told.script(1000, 150, QUARTER.minusMonths(3), 91, 8));
        SCRIPT.addAll(Told.script(2000, 100, QUARTER.minusYears(1), 92, 9));
        played = new Script(home);
        reports = played.rig.get(Reports.class);
        played.play(SCRIPT);
        Work.writeDown(played.rig.jdbc());
    }

    @AfterAll
    static void close() {
        played.close();
    }

    @Test
    void everyNumberOfEveryReportIsWhatTheScriptSays() throws IOException {
        for (Reports.Kind kind : reports.kinds()) {
            if (!kind.periods().contains("quarter")) {
                continue;
            }
            for (String institution :
                    kind.scope().equals("district") ? List.of("") : List.of(Told.FIRST, Told.SECOND)) {
                JsonNode content = content(kind.name(), "2026Q3", institution);
                for (JsonNode section : content.path("sections")) {
                    check(kind, section, institution);
                }
            }
        }

        assertThat(numbers).isGreaterThan(900);
    }

    @Test
    void otherPeriodsCountTheirOwnDays() throws IOException {
        for (String period : List.of("2026H2", "2026", "2025", "2026Q2")) {
            LocalDate from =
                    period.equals("2026H2") ? QUARTER : LocalDate.of(Integer.parseInt(period.substring(0, 4)), 1, 1);
            LocalDate start = period.equals("2026Q2") ? QUARTER.minusMonths(3) : from;
            LocalDate end = period.length() == 4 ? from.plusYears(1) : start.plusMonths(period.endsWith("H2") ? 6 : 3);

            JsonNode figures = content("hospital-analysis", period, Told.FIRST).at("/sections/0/rows");

            List<Told> now = of("hospital-analysis/totals", Told.FIRST, Expected.between(SCRIPT, start, end));
            assertThat(figures.at("/0/cells/0/number").asInt()).as(period).isEqualTo(now.size());
        }
    }

    @Test
    void sameStateOfTheLedgerGivesTheSameReportAndTheSameBytes() {
        Reports.Made one = reports.make("hospital-analysis", "2026Q3", Told.FIRST, "test");
        Reports.Made again = reports.make("hospital-analysis", "2026Q3", Told.FIRST, "other");

        assertThat(again).isEqualTo(one);
        for (String form : List.of("html", "docx", "xlsx", "json")) {
            assertThat(reports.show(one.id(), Language.CHINESE, form).bytes())
                    .as(form)
                    .isNotEmpty()
                    .isEqualTo(reports.show(one.id(), Language.CHINESE, form).bytes());
        }
    }

    @Test
    void rebuiltFactsAreThoseThatStandAlsoOfErasedComplaints() {
        Told gone = SCRIPT.stream()
                .filter(one -> one.day().getYear() == 2025 && one.end().equals("closed") && one.isOpenedLater())
                .findFirst()
                .orElseThrow();
        played.rig.get(Erasures.class).erase(played.numberOf(gone), "asked for", "test");
        List<Map<String, Object>> before = facts();

        int rebuilt = reports.rebuildFacts();

        assertThat(rebuilt).isEqualTo(before.size()).isEqualTo(SCRIPT.size());
        assertThat(facts()).isEqualTo(before);
        assertThat(before)
                .filteredOn(row -> row.get("complaint_id").equals(played.idOf(gone)))
                .first()
                .satisfies(
                        row -> assertThat(row).containsEntry("anonymised", true).containsEntry("state", "closed"));
        assertThat(played.rig
                        .jdbc()
                        .sql("select steps::text from complaint_fact where complaint_id = :id")
                        .param("id", played.idOf(gone))
                        .query(String.class)
                        .single())
                .as("seals are still counted, their numbers are gone")
                .contains("\"unsealed\"")
                .doesNotContain("S" + gone.id());
    }

    /** What was recorded before facts had the day on which a case ended. */
    @Test
    void upgradeFindsTheDaysOnWhichCasesEnded() throws IOException {
        List<Map<String, Object>> before = facts();
        String upgrade = Files.readString(Path.of("src/main/resources/db/migration/V90__day_a_case_ended.sql"));
        played.rig.jdbc().sql("update complaint_fact set ended_on = null").update();
        assertThat(facts()).isNotEqualTo(before);

        played.rig.jdbc().sql(upgrade.substring(upgrade.indexOf("update "))).update();

        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void everyFormIsMadeInBothLanguages() throws IOException {
        Path pages = Files.createDirectories(Path.of("target/report-pages"));
        for (Reports.Kind kind : reports.kinds()) {
            Reports.Made made = reports.make(kind.name(), periodOf(kind), Told.FIRST, "test");
            for (Language language : Language.values()) {
                for (String form : List.of("html", "docx", "xlsx")) {
                    Reports.Paper paper = reports.show(made.id(), language, form);
                    assertThat(paper.bytes()).as(paper.fileName()).hasSizeGreaterThan(1_000);
                    Files.write(pages.resolve(paper.fileName()), paper.bytes());
                }
            }
        }
    }

    @Test
    void pdfHasItsFontsInIt() throws IOException {
        assumeTrue(
                System.getenv("CI") != null
                        || Files.exists(Path.of("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf")),
                "no font: install fonts-arphic-gbsn00lp and fonts-wqy-zenhei");
        for (Reports.Kind kind : reports.kinds()) {
            Reports.Made made = reports.make(kind.name(), periodOf(kind), Told.FIRST, "test");
            Reports.Paper paper = reports.show(made.id(), Language.CHINESE, "pdf");
            Files.write(
                    Files.createDirectories(Path.of("target/report-pages")).resolve(paper.fileName()), paper.bytes());
            try (PDDocument document = Loader.loadPDF(paper.bytes())) {
                assertThat(new PDFTextStripper().getText(document)).contains(kind.titleZh());
                for (PDPage page : document.getPages()) {
                    for (COSName name : page.getResources().getFontNames()) {
                        assertThat(page.getResources().getFont(name).isEmbedded())
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void reportIsRefusedWhileACaseHasNoFacts() {
        Told one = SCRIPT.get(SCRIPT.size() - 1);
        played.rig
                .jdbc()
                .sql("delete from complaint_fact where complaint_id = :id")
                .param("id", played.idOf(one))
                .update();

        assertProblem(() -> reports.make("hospital-analysis", "2026Q3", null, "t"), Problem.FACTS_MISSING);
        reports.rebuildFacts();
        assertThat(reports.make("hospital-analysis", "2026Q3", Told.FIRST, "t").id())
                .isPositive();
    }

    @Test
    void reportThatCannotBeMadeSaysWhy() {
        assertProblem(() -> reports.make("none", "2026Q3", null, "t"), Problem.NOT_FOUND);
        assertProblem(() -> reports.make("hospital-analysis", "2026-07", null, "t"), Problem.REPORT_PERIOD_INVALID);
        assertProblem(() -> reports.make("hospital-analysis", "summer", null, "t"), Problem.REPORT_PERIOD_INVALID);
        assertProblem(() -> reports.show(-1, Language.ENGLISH, "html"), Problem.NOT_FOUND);
    }

    @Test
    void pointsOfTheScoreTableAreThoseOfTheRatesOfTheYear() throws IOException {
        List<Told> year = of(
                "safe-hospital",
                Told.FIRST,
                Expected.between(SCRIPT, LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1)));
        Map<String, OptionalDouble> measured = Map.of(
                "complaints-in-time", Expected.value("reply-on-time", year),
                "mediation-success", Expected.value("mediated", year),
                "disputes-in-time", Expected.value("disputes-in-time", year),
                "reporting", Expected.value("reports-in-time", year));
        int found = 0;

        for (JsonNode row : content("safe-hospital", "2026", Told.FIRST).at("/sections/0/rows")) {
            String part = row.path("id").asText();
            if (measured.containsKey(part)) {
                double rate = measured.get(part).orElseThrow();
                double points = part.equals("reporting")
                        ? rate >= 1 ? 3 : rate >= 0.9 ? 2 : rate >= 0.7 ? 1 : 0
                        : part.equals("mediation-success")
                                ? rate >= 0.8 ? 2 : rate >= 0.6 ? 1 : 0
                                : rate >= 0.95 ? 2 : rate >= 0.85 ? 1 : 0;
                assertThat(row.at("/cells/2/number").asDouble()).as(part).isCloseTo(rate, within(ROUNDED));
                assertThat(row.at("/cells/1/number").asDouble()).as(part).isEqualTo(points);
                found++;
            } else if (part.equals("leadership") || part.equals("total")) {
                // nobody entered points
                assertThat(row.at("/cells/1").has("number")).as(part).isFalse();
            }
        }
        assertThat(found).isEqualTo(4);
    }

    private static String periodOf(Reports.Kind kind) {
        return kind.periods().contains("quarter") ? "2026Q3" : kind.periods().contains("year") ? "2026" : "2026-08";
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, Problem problem) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(problem));
    }

    private static List<Map<String, Object>> facts() {
        return played.rig
                .jdbc()
                .sql("select f.complaint_id, f.anonymised, f.state, f::text as row from complaint_fact f order by 1")
                .query()
                .listOfRows();
    }

    private static JsonNode content(String name, String period, String institution) throws IOException {
        Reports.Made made = reports.make(name, period, institution, "test");
        return new ObjectMapper()
                .readTree(reports.show(made.id(), Language.CHINESE, "json").bytes());
    }

    /** The complaints that a table is about. */
    private static List<Told> of(String table, String institution, List<Told> some) {
        Predicate<Told> scope = table.startsWith("hotline")
                ? one -> one.channel().equals("hotline") && !one.isOfStaff()
                : table.endsWith("/all-matters") || table.endsWith("/ledger") ? one -> true : Told::isPatients;
        return some.stream()
                .filter(scope)
                .filter(one -> institution.isEmpty() || one.institution().equals(institution))
                .toList();
    }

    private void check(Reports.Kind kind, JsonNode section, String institution) {
        String table = kind.name() + "/" + section.path("id").asText();
        Map<String, List<Told>> times = new HashMap<>();
        times.put("now", of(table, institution, Expected.between(SCRIPT, QUARTER, QUARTER.plusMonths(3))));
        times.put("before", of(table, institution, Expected.between(SCRIPT, QUARTER.minusMonths(3), QUARTER)));
        times.put(
                "year-before",
                of(
                        table,
                        institution,
                        Expected.between(
                                SCRIPT,
                                QUARTER.minusYears(1),
                                QUARTER.minusYears(1).plusMonths(3))));
        if (table.startsWith("step-ledger/")) {
            steps(section, institution);
            return;
        }
        if (table.equals("crosswalk/forward")) {
            forward(section, of(table, institution, Expected.between(SCRIPT, LocalDate.of(2000, 1, 1), LATER)));
            return;
        }
        if (table.endsWith("/ledger")) {
            ledger(section, times.get("now"));
            return;
        }
        List<Told> all = new ArrayList<>(times.get("now"));
        boolean compares = section.path("columns").findValuesAsText("id").contains("before");
        if (compares) {
            all.addAll(times.get("before"));
            all.addAll(times.get("year-before"));
        }
        Set<String> rows = new TreeSet<>();
        section.path("rows").forEach(row -> {
            rows.add(row.path("id").asText());
            check(kind, table, section.path("columns"), row, times);
        });
        if (DIMENSIONS.containsKey(table)) {
            Set<String> expected = Expected.rows(DIMENSIONS.get(table), all);
            expected.add("total");
            assertThat(rows).as(table).isEqualTo(expected);
        }
    }

    private void check(Reports.Kind kind, String table, JsonNode columns, JsonNode row, Map<String, List<Told>> times) {
        String id = row.path("id").asText();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.path(i).path("id").asText();
            JsonNode cell = row.path("cells").path(i);
            OptionalDouble expected =
                    expected(table, id, column, columns.path(0).path("id").asText(), times);
            String where = table + " " + id + " " + column;
            numbers++;
            if (kind.hiddenBelow() == 0 || expected.isEmpty()) {
                assertThat(cell.path("hidden").asBoolean() && kind.hiddenBelow() == 0)
                        .as(where)
                        .isFalse();
            }
            if (cell.path("hidden").asBoolean()) {
                assertThat(cell.has("number")).as(where).isFalse();
                continue;
            }
            if (expected.isEmpty()) {
                assertThat(cell.has("number")).as(where).isFalse();
                continue;
            }
            assertThat(cell.has("number")).as(where).isTrue();
            assertThat(cell.path("number").asDouble())
                    .as(where)
                    .isCloseTo(expected.getAsDouble(), within(column.endsWith("change") ? 2 * ROUNDED : ROUNDED));
            boolean isCount = expected.getAsDouble() > 0 && expected.getAsDouble() < kind.hiddenBelow();
            boolean isShare = column.contains("change")
                    || column.equals("share")
                    || column.contains("-on-time")
                    || column.equals("satisfied")
                    || id.equals("reply-on-time")
                    || id.equals("satisfied");
            assertThat(isCount && !isShare).as("small and shown: " + where).isFalse();
        }
    }

    private static OptionalDouble expected(
            String table, String row, String column, String firstColumn, Map<String, List<Told>> times) {
        if (CROSSED.containsKey(table)) {
            List<String> fields = CROSSED.get(table);
            List<Told> cell = Expected.row(fields.get(1), column.equals("none") ? "" : column, times.get("now"));
            return Expected.value("complaints", Expected.row(fields.get(0), row, cell));
        }
        boolean isFigure = !DIMENSIONS.containsKey(table);
        String dimension = DIMENSIONS.getOrDefault(table, "");
        String measure = isFigure ? row : Expected.isMeasure(column) ? column : firstColumn;
        String key = isFigure ? "total" : row;
        List<Told> counted = Expected.row(dimension, key, times.get("now"));
        if (Work.isMeasure(measure)
                && times.get("now").stream().allMatch(one -> one.institution().equals(Told.FIRST))) {
            return Work.value(measure, dimension, key, counted.size());
        }
        OptionalDouble now = Expected.value(measure, counted);
        if (column.equals("now") || Expected.isMeasure(column)) {
            return now;
        }
        if (column.equals("share")) {
            double total = Expected.value(measure, Expected.row(dimension, "total", times.get("now")))
                    .orElse(0);
            return total == 0 ? OptionalDouble.empty() : OptionalDouble.of(now.orElse(0) / total);
        }
        String time = column.startsWith("year") ? "year-before" : "before";
        OptionalDouble then = Expected.value(measure, Expected.row(dimension, key, times.get(time)));
        if (!column.endsWith("change")) {
            return then;
        }
        if (now.isEmpty() || then.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (Set.of("reply-on-time", "satisfied", "mediated").contains(measure)
                || measure.startsWith("lyg")
                || measure.startsWith("beijing")
                || measure.startsWith("contacted")) {
            return OptionalDouble.of(now.getAsDouble() - then.getAsDouble());
        }
        return then.getAsDouble() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((now.getAsDouble() - then.getAsDouble()) / then.getAsDouble());
    }

    /** Each case day by day: where it is at the two ends of each time, and what happened to it between them. */
    private void forward(JsonNode section, List<Told> told) {
        Map<String, LocalDate> times =
                Map.of("now", QUARTER, "before", QUARTER.minusMonths(3), "year-before", QUARTER.minusYears(1));
        int seen = 0;
        for (int i = 0; i < section.path("columns").size(); i++) {
            LocalDate from = times.get(section.at("/columns/" + i + "/id").asText());
            if (from == null) {
                continue;
            }
            LocalDate end = from.plusMonths(3);
            Map<String, Integer> expected = new HashMap<>();
            for (Told one : told) {
                boolean isThere = one.day().isBefore(from);
                boolean comes = !isThere && one.day().isBefore(end);
                LocalDate last = one.endDay();
                boolean hasEnded = last != null && last.isBefore(from);
                boolean ends = last != null && !hasEnded && last.isBefore(end);
                if (isThere && !hasEnded) {
                    expected.merge("brought-forward", 1, Integer::sum);
                }
                if (comes) {
                    expected.merge("received", 1, Integer::sum);
                }
                if (ends) {
                    expected.merge("resolved", 1, Integer::sum);
                }
                if ((isThere || comes) && !hasEnded && !ends) {
                    expected.merge("carried-forward", 1, Integer::sum);
                }
            }
            Map<String, Integer> shown = new HashMap<>();
            for (JsonNode row : section.path("rows")) {
                int number = row.at("/cells/" + i + "/number").asInt(-1);
                shown.put(row.path("id").asText(), number);
                assertThat(number)
                        .as(row.path("id").asText() + " from " + from)
                        .isEqualTo(expected.getOrDefault(row.path("id").asText(), 0));
                numbers++;
            }
            assertThat(shown.get("brought-forward") + shown.get("received"))
                    .isEqualTo(shown.get("resolved") + shown.get("carried-forward"));
            seen++;
        }
        assertThat(seen).isEqualTo(3);
    }

    private void ledger(JsonNode section, List<Told> told) {
        Map<String, Told> byNumber = new HashMap<>();
        told.forEach(one -> byNumber.put(played.numberOf(one), one));
        assertThat(section.path("rows")).hasSize(told.size());
        section.path("rows").forEach(row -> {
            Told one = byNumber.get(row.path("id").asText());
            assertThat(one).as("ledger").isNotNull();
            assertThat(row.at("/cells/0/text/zh").asText()).isEqualTo(one.day().toString());
            assertThat(row.at("/cells/6/text/zh").asText()).as(one.toString()).isEqualTo(one.isOverdue() ? "是" : "");
            assertThat(row.at("/cells/8/number").asInt()).isEqualTo(one.paid());
            numbers++;
        });
    }

    private void steps(JsonNode section, String institution) {
        List<String> expected = new ArrayList<>();
        LocalDate end = QUARTER.plusMonths(3);
        for (Told one : SCRIPT) {
            if (!one.institution().equals(institution)) {
                continue;
            }
            String number = played.numberOf(one);
            LocalDate opened = one.day().plusDays(50);
            String undone = one.isOpenedLater() ? opened.toString() : "";
            String seal = "病历资料 S" + one.id();
            boolean isNow = isWithin(one.day());
            switch (section.path("id").asText()) {
                case "held" -> {
                    boolean isHeld = one.day().isBefore(end) && (!one.isOpenedLater() || !opened.isBefore(end));
                    if (one.isSealed() && isHeld) {
                        expected.add(String.join(" ", number, one.day().toString(), seal, "医务科", undone));
                    }
                }
                case "seals" -> {
                    if (one.isSealed() && isNow) {
                        expected.add(String.join(" ", number, one.day().toString(), "封存", seal, "医务科", undone));
                    }
                    if (one.isOpenedLater() && isWithin(opened)) {
                        expected.add(String.join(" ", number, opened.toString(), "启封", seal, "医务科", ""));
                    }
                }
                case "police" -> {
                    if (one.isOfPolice() && isNow) {
                        expected.add(String.join(" ", number, one.day().toString(), "P" + one.id()));
                    }
                }
                case "clues" -> {
                    LocalDate day = one.day().plusDays(9);
                    if (one.isClue() && isWithin(day)) {
                        expected.add(String.join(" ", number, day.toString(), "", ""));
                    }
                }
                case "mediation" -> {
                    LocalDate day = one.day().plusDays(41);
                    boolean isForum = one.forum() != null && !one.forum().equals("negotiation");
                    String forum = "court".equals(one.forum()) ? "诉讼" : "人民调解";
                    if (isForum && isWithin(day)) {
                        expected.add(String.join(" ", number, day.toString(), "进入纠纷解决途径", forum, ""));
                    }
                    if (one.settled() && isWithin(day)) {
                        expected.add(String.join(" ", number, day.toString(), "达成协议或判决", "", ""));
                    } else if ("people-mediation".equals(one.forum()) && isWithin(day)) {
                        expected.add(String.join(" ", number, day.toString(), "纠纷解决途径结束", "人民调解", ""));
                    }
                }
                default -> {
                    // the script reports nothing
                }
            }
        }
        List<String> shown = new ArrayList<>();
        section.path("rows").forEach(row -> {
            List<String> words = new ArrayList<>(List.of(row.path("id").asText()));
            row.path("cells").forEach(cell -> words.add(cell.at("/text/zh").asText()));
            shown.add(String.join(" ", words));
            numbers++;
        });
        assertThat(shown).as(section.path("id").asText()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static boolean isWithin(LocalDate day) {
        return !day.isBefore(QUARTER) && day.isBefore(QUARTER.plusMonths(3));
    }
}
