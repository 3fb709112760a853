package org.onestophub.loop.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.loop.fact.FactReader;
import org.onestophub.loop.fact.FactTable;
import org.onestophub.loop.register.RegisterFacts;
import org.onestophub.loop.report.form.ReportContent;
import org.onestophub.loop.report.form.ReportForms;
import org.onestophub.loop.report.form.ReportText;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes reports and shows them. */
@Component
class ReportDesk implements Reports {

    private static final HubLog LOG = HubLog.of("report");
    private static final int REBUILT_AT_ONCE = 500;
    private static final ReportText DISTRICT = new ReportText("全部医疗机构", "all institutions");
    private static final ReportText OWN = new ReportText("本院", "this hospital");

    private final ReportDefinitions definitions;
    private final FactReader reader;
    private final FactTable facts;
    private final RegisterFacts entries;
    private final ReportTable table;
    private final ReportForms forms;
    private final ReportNumbers numbers;
    private final CodeLists lists;
    private final HubProperties hub;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    ReportDesk(
            ReportDefinitions definitions,
            FactReader reader,
            FactTable facts,
            RegisterFacts entries,
            ReportTable table,
            ReportProperties properties,
            CodeLists lists,
            HubProperties hub,
            Clock clock,
            ReportNumbers numbers,
            TransactionTemplate writing) {
        this.definitions = definitions;
        this.reader = reader;
        this.facts = facts;
        this.entries = entries;
        this.table = table;
        this.forms = new ReportForms(definitions.folder(), properties.bodyFont(), properties.headingFont());
        this.numbers = numbers;
        this.lists = lists;
        this.hub = hub;
        this.clock = clock;
        this.writing = writing;
        PlatformTransactionManager manager =
                Objects.requireNonNull(writing.getTransactionManager(), "transactions have a manager");
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
        this.reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @Override
    public List<Kind> kinds() {
        return definitions.all().stream()
                .map(one -> new Kind(
                        one.name(),
                        one.title().zh(),
                        one.title().en(),
                        one.isOfDistrict() ? "district" : "institution",
                        one.periods().stream().map(Period.Length::word).toList(),
                        one.hiddenBelow()))
                .toList();
    }

    @Override
    public List<Made> made(@Nullable String name, List<String> institutions, int most) {
        return table.made(name, institutions, most);
    }

    @Override
    public Made made(long id, List<String> institutions) {
        return table.made(id)
                .filter(made -> institutions.isEmpty() || institutions.contains(made.institution()))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    @Override
    public @Nullable String institutionFor(String name, @Nullable String asked, List<String> bound) {
        if (bound.isEmpty()) {
            return asked;
        }
        String institution = asked == null ? bound.get(0) : asked;
        boolean isAboutAll =
                definitions.named(name).filter(ReportDefinition::isOfDistrict).isPresent();
        if (isAboutAll || !bound.contains(institution)) {
            throw new ProblemException(Problem.KEY_BOUND, "institution");
        }
        return institution;
    }

    @Override
    public List<Table> tables(long id, Language language) {
        return numbers.tables(read(contentOf(id)), language);
    }

    @Override
    public Behind behind(long id, String section, String row, String column, Language language, int most) {
        ReportContent content = read(contentOf(id));
        return Objects.requireNonNull(
                reading.execute(status -> numbers.behind(content, section, row, column, language, most)), "cases");
    }

    private String contentOf(long id) {
        return table.content(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    @Override
    public Made make(String name, String period, @Nullable String institution, String by) {
        ReportDefinition report =
                definitions.named(name).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "name"));
        Period asked = Period.named(period);
        if (!report.periods().contains(asked.length())) {
            throw new ProblemException(Problem.REPORT_PERIOD_INVALID, "period");
        }
        ReportContent content =
                Objects.requireNonNull(reading.execute(status -> contentOf(report, asked, institution)), "a report");
        byte[] sha256 = Digest.raw(textOf(withoutTime(content)).getBytes(StandardCharsets.UTF_8));
        return table.same(name, asked.name(), content.institution(), content.feedNo(), sha256)
                .orElseGet(() -> kept(content, sha256, by));
    }

    private Made kept(ReportContent content, byte[] sha256, String by) {
        Made made = table.keep(
                new Made(
                        0,
                        content.name(),
                        content.period(),
                        content.institution(),
                        content.feedNo(),
                        content.madeAt(),
                        by,
                        ""),
                sha256,
                textOf(content));
        LOG.event("made", LogKey.KEY_NAME, by, LogKey.COUNT, content.sections().size());
        return made;
    }

    /** The report from what this transaction sees. */
    private ReportContent contentOf(ReportDefinition report, Period period, @Nullable String institution) {
        if (reader.missing() > 0) {
            throw new ProblemException(Problem.FACTS_MISSING);
        }
        String own = institution == null ? hub.institution().uscc() : institution;
        String whose = report.isOfDistrict() ? null : own;
        ReportCount count = new ReportCount(report, period, lists);
        if (report.usesEarlier()) {
            // one look, so that a case that is open in two of the times comes once
            reader.readOpen(whose, period.yearBefore().from(), period.end(), count::add);
        } else {
            Stream.of(period, period.before(), period.yearBefore())
                    .distinct()
                    .forEach(one -> reader.read(whose, one.from(), one.end(), count::add));
        }
        if (report.usesRegisters()) {
            // one look, so that an entry that touches two of the times comes once
            entries.read(whose, period.yearBefore().from(), period.end(), count::add);
        }
        if (report.usesSteps()) {
            reader.readSteps(whose, count::add);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new ReportContent(
                report.name(),
                report.title(),
                period.name(),
                new ReportContent.Periods(
                        period.label(),
                        period.before().label(),
                        period.yearBefore().label()),
                report.isOfDistrict() ? "" : own,
                report.isOfDistrict() ? DISTRICT : nameOf(own),
                now,
                reader.feedNo(),
                report.hiddenBelow(),
                count.sections());
    }

    private ReportText nameOf(String institution) {
        String name = hub.nameOf(institution);
        if (name.isEmpty()) {
            name = reader.nameOf(institution);
        }
        if (name.isEmpty()) {
            return institution.isEmpty() ? OWN : ReportText.same(institution);
        }
        return ReportText.same(name);
    }

    private static ReportContent withoutTime(ReportContent content) {
        return new ReportContent(
                content.name(),
                content.title(),
                content.period(),
                content.periods(),
                content.institution(),
                content.institutionName(),
                Instant.EPOCH,
                content.feedNo(),
                content.hiddenBelow(),
                content.sections());
    }

    static String textOf(ReportContent content) {
        try {
            return CanonicalJson.MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can be written as JSON");
        }
    }

    private static ReportContent read(String text) {
        try {
            return CanonicalJson.MAPPER.readValue(text, ReportContent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger's own report cannot be read");
        }
    }

    @Override
    public Paper show(long id, Language language, String form) {
        Made made = table.made(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        String tag = language == Language.CHINESE ? "zh" : "en";
        String fileName =
                made.name() + "-" + made.period() + "-" + id + (form.equals("json") ? "" : "-" + tag) + "." + form;
        return new Paper(bytesOf(id, language, tag, form), ReportForms.mediaType(form), fileName);
    }

    private byte[] bytesOf(long id, Language language, String tag, String form) {
        String content = contentOf(id);
        if (form.equals("json")) {
            return content.getBytes(StandardCharsets.UTF_8);
        }
        return table.form(id, tag, form).orElseGet(() -> {
            table.keepForm(id, tag, form, forms.of(read(content), language, form));
            return table.form(id, tag, form).orElseThrow();
        });
    }

    @Override
    public int rebuildFacts() {
        int rebuilt = 0;
        long after = 0;
        while (true) {
            long from = after;
            List<Long> next = Objects.requireNonNull(
                    writing.execute(status -> {
                        List<Long> ids = facts.lockNext(from, REBUILT_AT_ONCE);
                        facts.write(ids);
                        return ids;
                    }),
                    "a list");
            if (next.isEmpty()) {
                LOG.event("facts-rebuilt", LogKey.COUNT, rebuilt);
                return rebuilt;
            }
            rebuilt += next.size();
            after = next.get(next.size() - 1);
        }
    }
}
