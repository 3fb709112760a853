package org.onestophub.pipeline.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.StatusProperties;
import org.onestophub.complaint.contract.CaseFacts;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.CaseStatuses.Found;
import org.onestophub.complaint.contract.CaseStatuses.Noted;
import org.onestophub.complaint.contract.CaseStatuses.Said;
import org.onestophub.complaint.contract.CaseStatuses.Written;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.pipeline.record.CaseDecisions.Decided;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * What happened to cases, and what has to be done by when: writes status events, derives states and duties, and adds their
 * events. Every method works in the caller's transaction.
 */
@Component
class CaseLoop {

    /** A merge changes two cases, which are derived once more; more rounds only if merges of one list exclude each other. */
    private static final int ROUNDS = 4;

    private final CaseStatuses statuses;
    private final CaseFacts facts;
    private final CaseTable cases;
    private final CaseMerges merges;
    private final SpokenCases spoken;
    private final ReceiptOutcomes outcomes;
    private final WorkQueue work;
    private final StatusProperties properties;

    CaseLoop(
            CaseStatuses statuses,
            CaseFacts facts,
            CaseTable cases,
            CaseMerges merges,
            SpokenCases spoken,
            ReceiptOutcomes outcomes,
            WorkQueue work,
            StatusProperties properties) {
        this.statuses = statuses;
        this.facts = facts;
        this.cases = cases;
        this.merges = merges;
        this.spoken = spoken;
        this.outcomes = outcomes;
        this.work = work;
        this.properties = properties;
    }

    /** Names of cases that a list with these status events has to lock. */
    static Set<String> sharedNames(List<Thing> things) {
        Set<String> names = new HashSet<>();
        for (Thing thing : things) {
            if (thing.candidate().isSound()) {
                for (CaseName name : namesOf(eventOf(thing.candidate()))) {
                    names.add(name.kind() + "|" + name.value());
                }
            }
        }
        return names;
    }

    /**
     * Takes the status events of a list, once its complaints are written.
     *
     * @param changed the cases that the list opened or changed
     * @return how the status events end
     */
    List<Decided> take(List<Thing> things, Collection<OpenCase> changed, Instant now) {
        List<Thing> sound =
                things.stream().filter(thing -> thing.candidate().isSound()).toList();
        List<Noted> noted = statuses.noteAll(
                sound.stream()
                        .map(thing -> new Said(
                                eventOf(thing.candidate()), thing.receipt().id(), thing.number()))
                        .toList(),
                now);
        List<Decided> decided = new ArrayList<>();
        things.stream()
                .filter(thing -> !thing.candidate().isSound())
                .forEach(thing -> decided.add(decided(thing, Outcome.PARKED, null)));
        List<Long> ids = changed.stream().map(OpenCase::id).toList();
        Set<Long> spokenOf = new HashSet<>();
        List<Long> waiting = new ArrayList<>();
        for (int i = 0; i < noted.size(); i++) {
            Noted one = noted.get(i);
            decided.add(decided(sound.get(i), one));
            if (one.result() == CaseStatuses.Result.ADDED && one.complaintId() != null) {
                spokenOf.add(one.complaintId());
            }
            if (one.result() == CaseStatuses.Result.WAITING && one.statusId() != null) {
                waiting.add(one.statusId());
            }
        }
        if (!waiting.isEmpty()) {
            work.addAll(Lane.WAITING.word(), waiting, now.plus(properties.waitsFor()));
        }
        spokenOf.addAll(release(ids));
        deriveWritten(changed, spokenOf, now);
        ids.forEach(spokenOf::remove);
        derive(spokenOf, now);
        return decided;
    }

    /** Gives these cases the status events that waited for them, and gives the cases that have one more now. */
    private List<Long> release(Collection<Long> ids) {
        List<Found> found = statuses.named(ids);
        if (!found.isEmpty()) {
            outcomes.found(found);
            work.endAll(Lane.WAITING.word(), found.stream().map(Found::statusId).toList());
        }
        return found.stream()
                .flatMap(one -> Stream.ofNullable(one.complaintId()))
                .toList();
    }

    /** Derives cases that the transaction has just written, and of which it noted no status event. */
    void deriveWritten(Collection<OpenCase> changed, Instant now) {
        deriveWritten(changed, Set.of(), now);
    }

    /** @param spokenOf cases that the transaction gave a status event */
    private void deriveWritten(Collection<OpenCase> changed, Set<Long> spokenOf, Instant now) {
        if (changed.isEmpty()) {
            return;
        }
        Map<Long, Written> written = new TreeMap<>();
        for (OpenCase one : changed) {
            boolean isBare = one.isNew() && !spokenOf.contains(one.id());
            written.put(one.id(), new Written(one.id(), one.document(), isBare));
        }
        Map<Long, CaseStatuses.Derived> derived = statuses.deriveWritten(written.values(), now);
        Set<Long> revised = announce(derived, now);
        List<CaseFacts.Opened> bare = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        derived.forEach((id, one) -> {
            Written its = Objects.requireNonNull(written.get(id), "only these were derived");
            if (its.isBare()) {
                bare.add(new CaseFacts.Opened(id, its.complaint(), one));
            } else {
                others.add(id);
            }
        });
        facts.writeOpened(bare);
        facts.write(others);
        derive(changedBy(derived, revised, now), now);
    }

    /** Derives cases anew: adds their events, writes their facts, and says when they are due again. Gives those that are not erased. */
    Set<Long> derive(Collection<Long> complaintIds, Instant now) {
        if (complaintIds.isEmpty()) {
            return Set.of();
        }
        Set<Long> all = new HashSet<>();
        Collection<Long> due = complaintIds;
        for (int round = 0; !due.isEmpty() && round < ROUNDS; round++) {
            Map<Long, CaseStatuses.Derived> derived = statuses.deriveAll(due, now);
            Set<Long> revised = announce(derived, now);
            all.addAll(derived.keySet());
            due = changedBy(derived, revised, now);
        }
        facts.write(all);
        return all;
    }

    /** Does what was derived beside states and duties, and gives the cases that have to be derived again for it. */
    private Set<Long> changedBy(Map<Long, CaseStatuses.Derived> derived, Set<Long> revised, Instant now) {
        Set<Long> changed = new TreeSet<>(revised);
        Map<Long, CaseStatuses.Merge> moves = new HashMap<>();
        derived.forEach((id, one) -> {
            if (one.merge() != null) {
                moves.put(id, one.merge());
            }
        });
        Set<Long> moved = merges.move(moves, now);
        changed.addAll(moved);
        // two cases that an event names may be one now
        changed.addAll(release(moved));
        return changed;
    }

    /** Adds their events, once it is settled who may see the cases, and gives those that were revised for that. */
    private Set<Long> announce(Map<Long, CaseStatuses.Derived> derived, Instant now) {
        Set<Long> revised = spoken.note(derived, now);
        cases.announce(derived, now);
        Map<Long, @Nullable Instant> dueAt = new HashMap<>();
        derived.forEach((id, one) -> dueAt.put(id, one.nextAt()));
        work.schedule(Lane.DUTY.word(), dueAt);
        return revised;
    }

    /** {@link #derive} for work that is due; that of erased cases ends. */
    void deriveDue(Collection<Long> complaintIds, Instant now) {
        Set<Long> gone = new HashSet<>(complaintIds);
        gone.removeAll(derive(complaintIds, now));
        if (!gone.isEmpty()) {
            work.endAll(Lane.DUTY.word(), gone);
        }
    }

    /** Holds the inputs of status events whose case did not come in time. */
    void giveUp(List<Long> statusIds, Instant now) {
        outcomes.parkWaiting(statuses.giveUp(statusIds), now);
        work.endAll(Lane.WAITING.word(), statusIds);
    }

    private static Decided decided(Thing thing, Noted noted) {
        OpenCase one = noted.complaintId() == null ? null : OpenCase.known(noted.complaintId());
        return switch (noted.result()) {
            case ADDED -> decided(thing, Outcome.APPENDED, one);
            case REPEATED -> decided(thing, Outcome.REPEATED, one);
            case ERASED ->
                new Decided(
                        thing,
                        Outcome.REPEATED,
                        one,
                        JsonText.of(thing.candidate().mapped()),
                        true);
            case WAITING ->
                decided(thing.with(thing.candidate().withFindings(noted.findings())), Outcome.WAITING, null);
            case REFUSED ->
                decided(
                        thing.with(thing.candidate()
                                .stopped(
                                        Problem.ofCode(noted.findings().get(0).code()),
                                        noted.findings().get(0).field())),
                        Outcome.PARKED,
                        null);
        };
    }

    private static Decided decided(Thing thing, Outcome outcome, @Nullable OpenCase one) {
        return new Decided(
                thing,
                outcome,
                one,
                thing.candidate().document() == null
                        ? null
                        : JsonText.of(thing.candidate().mapped()),
                false);
    }

    private static List<CaseName> namesOf(StatusEvent event) {
        return event.complaint().stream()
                .flatMap(number -> CaseName.of(number).stream())
                .toList();
    }

    private static StatusEvent eventOf(Candidate candidate) {
        try {
            return CanonicalJson.MAPPER.treeToValue(candidate.mapped(), StatusEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("CHECK lets only status events pass");
        }
    }
}
