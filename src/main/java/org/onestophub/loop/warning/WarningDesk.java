package org.onestophub.loop.warning;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.loop.warning.WarningTable.Kept;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Shows warnings, and takes what is done about them. */
@Component
class WarningDesk implements Warnings {

    private static final HubLog LOG = HubLog.of("warning");
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_NOTE = 500;

    private final WarningRules rules;
    private final WarningTable table;
    private final WarningLook looks;
    private final WarningNews news;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WarningDesk(
            WarningRules rules,
            WarningTable table,
            WarningLook looks,
            WarningNews news,
            TransactionTemplate transaction,
            Clock clock) {
        this.rules = rules;
        this.table = table;
        this.looks = looks;
        this.news = news;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Rule> rules() {
        return rules.all().stream()
                .map(rule -> new Rule(
                        rule.id(),
                        rule.nameZh(),
                        rule.nameEn(),
                        rule.basis(),
                        rule.responsible(),
                        rule.answerDays(),
                        rule.isOff()))
                .toList();
    }

    @Override
    public List<Row> list(@Nullable String state, List<String> institutions, long before, int most) {
        Instant now = clock.instant();
        return table.list(state, institutions, before, most).stream()
                .map(kept -> rowOf(kept, now))
                .toList();
    }

    @Override
    public Detail show(long id, List<String> institutions) {
        return detail(seen(id, institutions, false));
    }

    @Override
    public Detail act(
            long id,
            List<String> institutions,
            String type,
            @Nullable Answer answer,
            @Nullable String note,
            String by) {
        check(type, answer, note);
        return Objects.requireNonNull(
                transaction.execute(status -> acted(seen(id, institutions, true), type, answer, note, by)),
                "a warning");
    }

    @Override
    public int look() {
        return looks.now();
    }

    private Detail acted(Kept kept, String type, @Nullable Answer answer, @Nullable String note, String by) {
        List<Step> steps = table.steps(kept.id());
        Step last = steps.isEmpty() ? null : steps.get(steps.size() - 1);
        boolean isSame = last != null
                && last.type().equals(type)
                && Objects.equals(last.answer(), answer)
                && Objects.equals(last.note(), note);
        if (isSame) {
            return detail(kept);
        }
        String next = next(kept, type);
        table.add(kept.id(), new Step(clock.instant(), by, type, answer, note));
        table.move(kept.id(), next);
        news.tell(table.one(kept.id(), false).orElseThrow());
        LOG.event("acted", LogKey.KEY_NAME, by, LogKey.ACTION, next);
        return show(kept.id(), List.of());
    }

    private static String next(Kept kept, String type) {
        String state = kept.state();
        boolean isOpen = !state.equals("closed") && !state.equals("dismissed");
        boolean isPossible = switch (type) {
            case "acknowledged" -> state.equals("raised");
            case "answered" -> isOpen;
            case "returned" -> state.equals("answered");
            // who is asked for an answer cannot close it without one
            case "closed" -> state.equals("answered") || isOpen && kept.dueAt() == null;
            default -> isOpen;
        };
        if (!isPossible) {
            throw new ProblemException(Problem.WARNING_STATE, state);
        }
        return type.equals("returned") ? "acknowledged" : type;
    }

    private static void check(String type, @Nullable Answer answer, @Nullable String note) {
        if (type.equals("answered") != (answer != null)) {
            throw new ProblemException(Problem.REQUEST_INVALID, "answer");
        }
        if (answer != null) {
            text(answer.hazard(), LONGEST_TEXT, true, "hazard");
            text(answer.measure(), LONGEST_TEXT, true, "measure");
            text(answer.proof(), LONGEST_NOTE, false, "proof");
            if (answer.due() == null
                    || answer.due().getYear() < 2000
                    || answer.due().getYear() > 2100) {
                throw new ProblemException(Problem.REQUEST_INVALID, "due");
            }
        }
        text(note, LONGEST_NOTE, type.equals("returned") || type.equals("dismissed"), "note");
    }

    private static void text(@Nullable String text, int longest, boolean isNeeded, String name) {
        boolean isThere = text != null && !text.isBlank();
        boolean isSound = text == null
                || text.length() <= longest
                        && text.chars().noneMatch(one -> Character.isISOControl(one) && one != '\n' && one != '\r');
        if (isNeeded && !isThere || !isSound) {
            throw new ProblemException(Problem.REQUEST_INVALID, name);
        }
    }

    private Kept seen(long id, List<String> institutions, boolean isLocking) {
        Optional<Kept> kept = table.one(id, isLocking);
        return kept.filter(one -> institutions.isEmpty() || institutions.contains(one.institution()))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    private Detail detail(Kept kept) {
        return new Detail(rowOf(kept, clock.instant()), WarningTable.numbers(kept), table.steps(kept.id()));
    }

    private Row rowOf(Kept kept, Instant now) {
        Optional<WarningRule> rule = rules.named(kept.rule());
        JsonNode evidence = kept.evidence();
        boolean isWaiting = kept.state().equals("raised") || kept.state().equals("acknowledged");
        return new Row(
                kept.id(),
                kept.rule(),
                rule.map(WarningRule::nameZh).orElse(kept.rule()),
                rule.map(WarningRule::nameEn).orElse(kept.rule()),
                kept.institution(),
                kept.institutionName(),
                evidence.path("kind").asText(),
                kept.subject(),
                kept.state(),
                kept.raisedAt(),
                evidence.path("count").asLong(),
                evidence.path("of").asLong(),
                evidence.path("expected").asDouble(),
                evidence.path("limit").asLong(),
                LocalDate.parse(evidence.path("from").asText()),
                LocalDate.parse(evidence.path("to").asText()),
                kept.dueDay(),
                kept.dueAt(),
                isWaiting && kept.dueAt() != null && !now.isBefore(kept.dueAt()),
                kept.holds());
    }
}
