package org.onestophub.loop.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.loop.alarm.CaseAlarms;
import org.onestophub.loop.duty.CaseDuties;
import org.onestophub.loop.status.CasePast.Past;
import org.onestophub.loop.status.StatusTable.Known;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/** Writes status events, and derives states and duties from them. */
@Component
class StatusBook implements CaseStatuses {

    /** No case has as many in earnest, and all are read each time. */
    private static final int MOST_EVENTS = 2000;

    private final StatusTable table;
    private final DerivedCases cases;
    private final StatusWaits waits;
    private final CaseDuties duties;
    private final CaseAlarms alarms;
    private final CasePast pasts;
    private final MergeTable merges;

    StatusBook(
            StatusTable table,
            DerivedCases cases,
            StatusWaits waits,
            CaseDuties duties,
            CaseAlarms alarms,
            CasePast pasts,
            MergeTable merges) {
        this.table = table;
        this.cases = cases;
        this.waits = waits;
        this.duties = duties;
        this.alarms = alarms;
        this.pasts = pasts;
        this.merges = merges;
    }

    @Override
    public List<Noted> noteAll(List<Said> said, Instant now) {
        if (said.isEmpty()) {
            return List.of();
        }
        Judged judged = judge(said.stream().map(Said::event).toList(), true);
        List<StatusTable.Row> rows = new ArrayList<>();
        judged.written()
                .forEach(place -> rows.add(new StatusTable.Row(
                        said.get(place).event(),
                        judged.noted().get(place).complaintId(),
                        said.get(place).receiptId(),
                        said.get(place).item())));
        Map<StatusTable.Key, Long> ids = table.insert(rows);
        Map<Long, Collection<CaseName>> waiting = new HashMap<>();
        List<Noted> done = new ArrayList<>(judged.noted());
        for (int place : judged.written()) {
            StatusEvent event = said.get(place).event();
            Long id = ids.get(StatusTable.Key.of(event));
            if (id == null) {
                // somebody else wrote it meanwhile
                StatusTable.Key key = StatusTable.Key.of(event);
                done.set(place, repeated(event, table.known(Set.of(key)).get(key)));
                continue;
            }
            Noted one = done.get(place);
            done.set(place, new Noted(one.result(), one.complaintId(), id, one.findings()));
            if (one.result() == Result.WAITING) {
                waiting.put(id, StatusTable.namesOf(event));
            }
        }
        waits.await(waiting);
        return done;
    }

    @Override
    public Noted look(StatusEvent event) {
        return judge(List.of(event), false).noted().get(0);
    }

    /** What becomes of events, in their order, and the places of those that are to be written. */
    private record Judged(List<Noted> noted, List<Integer> written) {}

    private Judged judge(List<StatusEvent> events, boolean isLocking) {
        Map<StatusTable.Key, Known> known = table.known(
                new LinkedHashSet<>(events.stream().map(StatusTable.Key::of).toList()));
        List<List<Long>> named = table.casesOf(events, isLocking);
        Set<Long> single = new TreeSet<>();
        named.stream().filter(some -> some.size() == 1).forEach(single::addAll);
        Set<Long> open = isLocking && !single.isEmpty() ? cases.lockUnread(single) : single;
        Map<Long, Integer> counts = single.isEmpty() ? new HashMap<>() : table.count(single);
        List<Noted> noted = new ArrayList<>();
        List<Integer> written = new ArrayList<>();
        for (int place = 0; place < events.size(); place++) {
            StatusEvent event = events.get(place);
            Known before = known.get(StatusTable.Key.of(event));
            if (before != null) {
                noted.add(repeated(event, before));
                continue;
            }
            List<Long> its = named.get(place);
            Long complaintId = its.size() == 1 && open.contains(its.get(0)) ? its.get(0) : null;
            if (complaintId != null && counts.merge(complaintId, 1, Integer::sum) > MOST_EVENTS) {
                noted.add(
                        new Noted(Result.REFUSED, complaintId, null, List.of(Finding.of(Problem.STATUS_TOO_MANY, ""))));
                continue;
            }
            noted.add(complaintId == null ? waiting(its) : new Noted(Result.ADDED, complaintId, null, List.of()));
            written.add(place);
            known.put(StatusTable.Key.of(event), new Known(StatusTable.digestOf(event), complaintId, false));
        }
        return new Judged(noted, written);
    }

    private static Noted waiting(List<Long> cases) {
        Problem why = cases.size() > 1 ? Problem.STATUS_CASE_AMBIGUOUS : Problem.STATUS_CASE_UNKNOWN;
        return new Noted(Result.WAITING, null, null, List.of(Finding.of(why, "/complaint")));
    }

    private static Noted repeated(StatusEvent event, @Nullable Known known) {
        if (known == null) {
            throw new IllegalStateException("an event that cannot be written is there already");
        }
        Result result = known.isErased() ? Result.ERASED : Result.REPEATED;
        return Arrays.equals(known.sha256(), StatusTable.digestOf(event))
                ? new Noted(result, known.complaintId(), null, List.of())
                : new Noted(
                        Result.REFUSED,
                        known.complaintId(),
                        null,
                        List.of(Finding.of(Problem.STATUS_ID_REUSED, "/eventId")));
    }

    @Override
    public Map<Long, Derived> deriveAll(Collection<Long> complaintIds, Instant now) {
        List<Written> written = new ArrayList<>();
        Map<Long, @Nullable Long> standing = new HashMap<>();
        if (!complaintIds.isEmpty()) {
            merges.lock(complaintIds).forEach((id, one) -> {
                written.add(new Written(id, one.complaint(), false));
                standing.put(id, one.standing());
            });
        }
        return derive(written, standing, now);
    }

    @Override
    public Map<Long, Derived> deriveWritten(Collection<Written> written, Instant now) {
        List<Long> known =
                written.stream().filter(one -> !one.isBare()).map(Written::id).toList();
        return derive(written, known.isEmpty() ? Map.of() : merges.standing(known), now);
    }

    /** @param standing the cases with events, each with the case that stands for it; null: none */
    private Map<Long, Derived> derive(Collection<Written> written, Map<Long, @Nullable Long> standing, Instant now) {
        Map<Long, Derived> derived = new LinkedHashMap<>();
        if (written.isEmpty()) {
            return derived;
        }
        Set<Long> bare = new TreeSet<>();
        written.stream().filter(Written::isBare).map(Written::id).forEach(bare::add);
        Past past = pasts.of(standing, bare);
        List<CaseDuties.Case> due = new ArrayList<>();
        written.stream()
                .sorted(Comparator.comparing(Written::id))
                .forEach(one -> due.add(DutyCases.of(
                        one.id(),
                        one.complaint(),
                        Objects.requireNonNull(past.histories().get(one.id()), "every case has a history"),
                        one.isBare())));
        Map<Long, JsonNode> complaints = new HashMap<>();
        written.forEach(one -> complaints.put(one.id(), one.complaint()));
        Map<Long, CaseAlarms.Derived> ofAlarms = alarms.deriveAll(due, now);
        Map<Long, CaseDuties.Derived> ofDuties = duties.deriveAll(due, now);
        CaseMoves moves = CaseMoves.of(past, standing, merges);
        List<StatusTable.State> states = new ArrayList<>();
        Announcements announced = new Announcements();
        past.histories().forEach((id, placed) -> {
            CaseHistory history =
                    AssignedToAccused.noted(placed, Objects.requireNonNull(complaints.get(id), "every case is there"));
            CaseDuties.Derived its = Objects.requireNonNull(ofDuties.get(id), "every case was derived");
            CaseAlarms.Derived rung = Objects.requireNonNull(ofAlarms.get(id), "every case was derived");
            List<News> news = announced.of(past.announcedBy(id), history, past.target(id));
            news.addAll(rung.news());
            news.addAll(its.news());
            Instant nextAt = moves.nextAt(id, rung.nextAtOr(its.nextAt()), now);
            states.add(new StatusTable.State(id, history, findings(history, its.findings(), rung.findings()), nextAt));
            derived.put(
                    id,
                    new Derived(
                            history.state(),
                            news,
                            nextAt,
                            its.ends(),
                            moves.of(id),
                            IdentityCheck.in(history, past.own().getOrDefault(id, List.of())),
                            history.disciplineRoute(),
                            Classifications.in(history, past.announcedBy(id), complaints.get(id))));
        });
        table.announced(announced.made(), announced.idle());
        merges.pass(moves.passed());
        table.note(states, now);
        return derived;
    }

    @Override
    public List<Found> named(Collection<Long> complaintIds) {
        return complaintIds.isEmpty() ? List.of() : waits.release(complaintIds, MOST_EVENTS);
    }

    @Override
    public List<Found> giveUp(Collection<Long> statusIds) {
        return waits.remove(statusIds);
    }

    @Override
    public boolean takeBack(long complaintId, Instant now) {
        boolean hasPassed = merges.takeBack(complaintId);
        if (hasPassed) {
            deriveAll(List.of(complaintId), now);
        }
        return hasPassed;
    }

    @Override
    public void erase(long complaintId) {
        duties.erase(complaintId);
        alarms.erase(complaintId);
        table.erase(complaintId);
    }

    @Override
    public boolean adoptRules(Instant now) {
        return duties.adoptRules(now);
    }

    @Override
    public List<Long> open(long afterId, int most) {
        return duties.open(afterId, most);
    }

    @Override
    public List<Long> neverDerived(long afterId, Instant since, int most) {
        return duties.isAllDerived() ? List.of() : cases.neverDerived(afterId, since, most);
    }

    @Override
    public void allDerived() {
        duties.allDerived();
    }

    /** What was noticed, each with the event it is about, and what belongs to no event. */
    private static JsonNode findings(CaseHistory history, List<Finding> ofDuties, List<Finding> ofAlarms) {
        ArrayNode all = CanonicalJson.MAPPER.createArrayNode();
        for (CaseHistory.Placed placed : history.events()) {
            for (Finding finding : placed.findings()) {
                all.addObject()
                        .put("source", placed.event().source())
                        .put("eventId", placed.event().eventId())
                        .put("code", finding.code())
                        .put("field", finding.field());
            }
        }
        Stream.concat(ofDuties.stream(), ofAlarms.stream())
                .forEach(finding -> all.addObject().put("code", finding.code()).put("field", finding.field()));
        return all;
    }
}
