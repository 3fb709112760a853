package org.onestophub.loop.report;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.contract.operations.Briefs;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives reports of a district to its institutions, and takes their answers. */
@Component
class BriefDesk implements Briefs {

    private static final HubLog LOG = HubLog.of("report");
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST_ANSWER = 4_000;
    private static final int LONGEST_TEXT = 2_000;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;

    private final BriefTable table;
    private final ReportTable reports;
    private final ReportDefinitions definitions;
    private final HubProperties hub;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BriefDesk(
            BriefTable table,
            ReportTable reports,
            ReportDefinitions definitions,
            HubProperties hub,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.reports = reports;
        this.definitions = definitions;
        this.hub = hub;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public int ask(long report, List<String> institutions, @Nullable LocalDate due, String by) {
        Reports.Made made = reports.made(report).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "report"));
        boolean isOfDistrict = definitions
                .named(made.name())
                .filter(ReportDefinition::isOfDistrict)
                .isPresent();
        // of what was made, not of the file as it is now
        boolean hides = reports.content(report)
                .filter(content ->
                        JsonText.objectOf(content).path("hiddenBelow").asInt() > 0)
                .isPresent();
        if (!isOfDistrict || !hides) {
            throw new ProblemException(Problem.REQUEST_INVALID, "report");
        }
        Set<String> known = new TreeSet<>(hub.institutions().keySet());
        known.add(hub.institution().uscc());
        known.remove("");
        if (!known.containsAll(institutions)) {
            throw new ProblemException(Problem.REQUEST_INVALID, "institutions");
        }
        require(isDay(due), "due");
        Instant now = clock.instant();
        Set<String> asked = institutions.isEmpty() ? known : new TreeSet<>(institutions);
        int count = Objects.requireNonNull(
                transaction.execute(status -> (int) asked.stream()
                        .filter(institution -> table.ask(report, institution, due, now, by))
                        .count()),
                "a number");
        LOG.event("asked", LogKey.KEY_NAME, by, LogKey.COUNT, count);
        return count;
    }

    @Override
    public List<Row> list(@Nullable Long report, List<String> institutions, long before, int most) {
        return table.list(report, institutions, before, most, today());
    }

    @Override
    public long unanswered(List<String> institutions, int most) {
        return table.unanswered(institutions, most);
    }

    @Override
    public Detail show(long id, List<String> institutions) {
        return table.one(id, today())
                .filter(row -> institutions.isEmpty() || institutions.contains(row.institution()))
                .map(row -> new Detail(row, table.steps(id)))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    @Override
    public Detail acknowledge(long id, List<String> institutions, String by) {
        return act(id, institutions, "acknowledged", null, by);
    }

    @Override
    public Detail answer(long id, List<String> institutions, Answer answer, String by) {
        require(answer.text() != null && !answer.text().isBlank() && isSound(answer.text(), LONGEST_ANSWER), "text");
        require(isSound(answer.hazard(), LONGEST_TEXT), "hazard");
        require(isSound(answer.measure(), LONGEST_TEXT), "measure");
        require(isDay(answer.due()) && (answer.measure() == null || answer.due() != null), "due");
        return act(id, institutions, "answered", answer, by);
    }

    private Detail act(long id, List<String> institutions, String type, @Nullable Answer answer, String by) {
        return Objects.requireNonNull(
                transaction.execute(status -> {
                    table.lock(id);
                    Detail before = show(id, institutions);
                    if (isDone(before, type, answer)) {
                        return before;
                    }
                    require(before.steps().size() < MOST_STEPS, "answer");
                    table.add(id, new Step(clock.instant(), by, type, answer));
                    LOG.event("acted", LogKey.KEY_NAME, by, LogKey.ACTION, type);
                    return show(id, institutions);
                }),
                "a brief");
    }

    /** An institution that answered has read it. Its last answer, sent again, adds nothing. */
    private static boolean isDone(Detail before, String type, @Nullable Answer answer) {
        List<Step> steps = before.steps();
        return type.equals("acknowledged")
                ? !steps.isEmpty()
                : !steps.isEmpty() && Objects.equals(steps.get(steps.size() - 1).answer(), answer);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), CHINA);
    }

    private static boolean isDay(@Nullable LocalDate day) {
        return day == null || day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }

    private static boolean isSound(@Nullable String text, int longest) {
        return text == null
                || text.length() <= longest
                        && text.chars().noneMatch(one -> Character.isISOControl(one) && one != '\n' && one != '\r');
    }

    private static void require(boolean fits, String name) {
        if (!fits) {
            throw new ProblemException(Problem.REQUEST_INVALID, name);
        }
    }
}
