package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.DutyForecast;
import org.onestophub.complaint.contract.operations.DutyMoves;
import org.onestophub.loop.duty.CaseDuties;
import org.onestophub.loop.duty.DutyTrial;
import org.onestophub.loop.duty.DutyTrial.Name;
import org.onestophub.loop.duty.DutyTrial.Open;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Computes the open duties of cases by other rules or another calendar, page by page, and compares them with those in the ledger. */
@Component
class DutyForecasts implements DutyForecast {

    private static final int PAGE = 500;
    /** A plan is waited for; a hospital has a few hundred open duties. */
    private static final int MOST_DUTIES = 100_000;

    private static final int MOST_NAMED = 5;

    private final CasePast pasts;
    private final MergeTable merges;
    private final DerivedCases cases;
    private final CaseDuties duties;
    private final DutyTrial trial;
    private final Clock clock;
    private final JdbcClient jdbc;

    DutyForecasts(
            CasePast pasts,
            MergeTable merges,
            DerivedCases cases,
            CaseDuties duties,
            DutyTrial trial,
            Clock clock,
            JdbcClient jdbc) {
        this.pasts = pasts;
        this.merges = merges;
        this.cases = cases;
        this.duties = duties;
        this.trial = trial;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Override
    public DutyMoves moves(Path config) {
        DutyTrial.Rules rules = trial.rulesIn(config);
        Map<String, Count> counts = new TreeMap<>();
        Instant now = clock.instant();
        int seen = 0;
        List<Long> page = duties.open(0, PAGE);
        while (!page.isEmpty() && seen < MOST_DUTIES) {
            seen += compare(page, rules, now, counts);
            page = duties.open(page.get(page.size() - 1), PAGE);
        }
        List<DutyMoves.OfRule> moved = new ArrayList<>();
        counts.forEach((rule, count) -> moved.add(count.of(rule)));
        return new DutyMoves(moved, seen, page.isEmpty());
    }

    @Override
    public Set<String> failing(Instant since) {
        return new TreeSet<>(jdbc.sql("select distinct coalesce(f ->> 'field', '') from case_status s"
                        + " cross join lateral jsonb_array_elements(s.findings) as f"
                        + " where s.derived_at >= :since and s.findings <> '[]' and f ->> 'code' = :code")
                .param("since", Timestamp.from(since))
                .param("code", Problem.DUTY_CONDITION_FAILED.code())
                .query(String.class)
                .list());
    }

    private int compare(List<Long> ids, DutyTrial.Rules rules, Instant now, Map<String, Count> counts) {
        Map<Long, Map<Name, Open>> before = trial.openNow(ids);
        Map<Long, JsonNode> complaints = cases.read(ids);
        Map<Long, CaseHistory> histories = pasts.of(merges.standing(ids)).histories();
        int seen = 0;
        for (Map.Entry<Long, JsonNode> complaint : complaints.entrySet()) {
            long id = complaint.getKey();
            Map<Name, Open> open = before.getOrDefault(id, Map.of());
            CaseDuties.Case one = DutyCases.of(
                    id,
                    complaint.getValue(),
                    Objects.requireNonNull(histories.get(id), "every case has a history"),
                    false);
            Map<Name, Open> then = rules.openOf(one, now);
            seen += open.size();
            Set<Name> names = new TreeSet<>(Comparator.comparing(Name::rule).thenComparing(Name::key));
            names.addAll(open.keySet());
            names.addAll(then.keySet());
            String number = complaint.getValue().path("number").asText();
            for (Name name : names) {
                counts.computeIfAbsent(name.rule(), none -> new Count()).add(name, open, then, number);
            }
        }
        counts.values().removeIf(Count::isNothing);
        return seen;
    }

    /** What moves of one rule. */
    private static final class Count {
        private int earlier;
        private int later;
        private int added;
        private int gone;
        private int firm;
        private int provisional;
        private final List<String> complaints = new ArrayList<>();

        private void add(Name name, Map<Name, Open> before, Map<Name, Open> after, String number) {
            Open now = before.get(name);
            Open then = after.get(name);
            if (now == null) {
                added++;
            } else if (then == null) {
                gone++;
            } else if (now.equals(then)) {
                return;
            } else {
                earlier += isEarlier(then.due(), now.due()) ? 1 : 0;
                later += isEarlier(then.due(), now.due()) || Objects.equals(then.due(), now.due()) ? 0 : 1;
                firm += now.provisional() && !then.provisional() ? 1 : 0;
                provisional += then.provisional() && !now.provisional() ? 1 : 0;
            }
            if (complaints.size() < MOST_NAMED && !complaints.contains(number)) {
                complaints.add(number);
            }
        }

        private static boolean isEarlier(@Nullable Instant then, @Nullable Instant before) {
            return then != null && (before == null || then.isBefore(before));
        }

        private boolean isNothing() {
            return earlier + later + added + gone + firm + provisional == 0;
        }

        private DutyMoves.OfRule of(String rule) {
            return new DutyMoves.OfRule(rule, earlier, later, added, gone, firm, provisional, List.copyOf(complaints));
        }
    }
}
