package org.onestophub.pipeline.record;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.record.CaseDecisions.Decided;
import org.onestophub.pipeline.record.CaseDecisions.SeenItems;
import org.onestophub.pipeline.record.ReceiptOutcomes.Ended;
import org.onestophub.pipeline.record.ReceiptOutcomes.ItemId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Records a list within the caller's transaction, in a number of statements that does not depend on the length of the list:
 * it asks for all that may matter, decides in memory and in the order of the list, and writes each table once.
 */
@Component
class ListRecorder {

    /** After this time an ADT batch that ran while a case was recorded is committed. */
    private static final Duration OVERTAKING = Duration.ofSeconds(15);

    private final CaseTable cases;
    private final CaseNameTable nameTable;
    private final CaseLocks locks;
    private final ErasureTable erasures;
    private final ReceiptOutcomes outcomes;
    private final PatientContext context;
    private final LeadFinder leads;
    private final CaseLoop loop;
    private final HeldBefore heldBefore;
    private final Clock clock;
    private final HubProperties hub;

    ListRecorder(
            CaseTable cases,
            CaseNameTable nameTable,
            CaseLocks locks,
            ErasureTable erasures,
            ReceiptOutcomes outcomes,
            PatientContext context,
            JdbcClient jdbc,
            CaseLoop loop,
            HeldBefore heldBefore,
            Clock clock,
            HubProperties hub) {
        this.cases = cases;
        this.nameTable = nameTable;
        this.locks = locks;
        this.erasures = erasures;
        this.outcomes = outcomes;
        this.context = context;
        this.leads = new LeadFinder(jdbc);
        this.loop = loop;
        this.heldBefore = heldBefore;
        this.clock = clock;
        this.hub = hub;
    }

    /**
     * A part that was recorded.
     *
     * @param walk the walk with the time that RECORD took for it
     * @param results how its things ended, those of earlier parts included
     * @param erased how many things of this part were things of erased complaints
     */
    record Done(WalkPart part, Walk walk, List<Outcome> results, int erased) {}

    /**
     * Records these parts of different receipts of one institution; those whose receipt has its outcome already are left out.
     * @param isAlone true to keep every other list waiting until the transaction ends
     */
    List<Done> record(List<WalkPart> parts, boolean isAlone) {
        long begin = System.nanoTime();
        Instant now = clock.instant();
        Set<Long> open = outcomes.open(parts.stream().map(WalkPart::receiptId).toList());
        // of two walks of one receipt the first is recorded
        List<WalkPart> due =
                parts.stream().filter(part -> open.remove(part.receiptId())).toList();
        if (due.isEmpty()) {
            return List.of();
        }
        String institution = due.get(0).walk().receipt().institution();
        List<Thing> things = thingsOf(due, false);
        List<Thing> statuses = thingsOf(due, true);
        Set<String> shared = namesOf(due, things);
        shared.addAll(CaseLoop.sharedNames(statuses));
        locks.take(shared, isAlone);
        CaseNames names = new CaseNames();
        CaseChanges changes = new CaseChanges(names);
        CaseDecisions decisions = decided(things, institution, names, changes);
        cases.write(changes, institution, now);
        List<Decided> items = new ArrayList<>(decisions.items());
        items.addAll(loop.take(statuses, changes.cases(), now));
        List<Decided> marked = heldBefore.marked(items, now);
        Map<ItemId, Outcome> standing = outcomes.write(marked, now);
        outcomes.lookAgain(decisions.lookingAgain(), now.plus(OVERTAKING));
        Duration share = Duration.ofNanos((System.nanoTime() - begin) / due.size());
        List<Done> done =
                due.stream().map(part -> done(part, standing, marked, share)).toList();
        outcomes.finish(
                done.stream()
                        .filter(one -> one.part().isLast())
                        .map(one -> new Ended(one.walk(), one.results()))
                        .toList(),
                now);
        done.forEach(one -> eraseAgain(one, marked));
        return done;
    }

    private static List<Thing> thingsOf(List<WalkPart> parts, boolean areStatuses) {
        return parts.stream()
                .flatMap(part -> part.things().stream())
                .filter(thing -> isStatus(thing) == areStatuses)
                .toList();
    }

    /** What stopped before MAP is of the kind of its walk. */
    private static boolean isStatus(Thing thing) {
        return thing.candidate().isStatus() || thing.walk().isOfStatus();
    }

    private static Set<String> namesOf(List<WalkPart> parts, List<Thing> things) {
        Set<String> names = new HashSet<>();
        things.forEach(thing -> names.addAll(CaseFinder.sharedNames(thing)));
        if (parts.size() > 1 || parts.get(0).walk().candidates().size() > 1) {
            // one thing alone is guarded by its unique key; lists would wait for each other's things
            things.forEach(thing -> names.add(CaseName.ITEM + "|" + thing.alias()));
        }
        return names;
    }

    private CaseDecisions decided(List<Thing> things, String institution, CaseNames names, CaseChanges changes) {
        List<Thing> sound =
                things.stream().filter(thing -> thing.candidate().isSound()).toList();
        CaseFinder finder = new CaseFinder(names);
        SeenItems seen = new SeenItems();
        Collection<OpenCase> known = look(sound, institution, names, finder);
        outcomes.lookForSeen(known, sound, seen);
        Deque<Long> numbers = cases.numbers((int) sound.stream()
                .filter(thing -> !CaseDecisions.hasReceiptNumber(thing) && !isOpen(finder, thing))
                .count());
        CaseDecisions decisions = new CaseDecisions(finder, changes, seen, numbers, context, hub.zone());
        things.forEach(decisions::decide);
        cases.giveBack(numbers);
        return decisions;
    }

    private static boolean isOpen(CaseFinder finder, Thing thing) {
        OpenCase one = finder.belongsTo(thing);
        return one != null && one.isOpen();
    }

    /** Fills {@code names} with what the database knows of the things, and locks and gives the cases they belong to. */
    private Collection<OpenCase> look(List<Thing> sound, String institution, CaseNames names, CaseFinder finder) {
        Set<CaseName> sought = new LinkedHashSet<>();
        Set<String> authors = new LinkedHashSet<>();
        for (Thing thing : sound) {
            sought.addAll(CaseFinder.soughtNames(thing));
            authors.addAll(CaseFinder.threadAuthors(thing));
        }
        nameTable.look(sought, institution, names);
        nameTable.lookForAuthors(authors, names);
        for (Thing thing : sound) {
            if (finder.belongsTo(thing) == null) {
                leads.repeatedBy(thing.candidate().mapped(), institution)
                        .ifPresent(id -> names.know(CaseFinder.leadName(thing), id));
            }
        }
        Set<Long> ids = new TreeSet<>();
        for (Thing thing : sound) {
            OpenCase one = finder.belongsTo(thing);
            if (one != null) {
                ids.add(one.id());
            }
        }
        List<OpenCase> known = lock(ids, names);
        lookAgainForErased(sound, institution, names, finder);
        return known;
    }

    /** Locks and loads cases, and those that stand for them. */
    private List<OpenCase> lock(Set<Long> ids, CaseNames names) {
        List<OpenCase> known = new ArrayList<>();
        Map<OpenCase, Long> merged = new LinkedHashMap<>();
        for (CaseTable.Locked locked : cases.lock(ids)) {
            OpenCase one = names.known(locked.file().id());
            one.load(locked.file(), locked.own());
            known.add(one);
            if (locked.mergedInto() != null) {
                merged.put(one, locked.mergedInto());
            }
        }
        Set<Long> roots = new TreeSet<>(merged.values());
        roots.removeAll(ids);
        if (!roots.isEmpty()) {
            known.addAll(lock(roots, names));
        }
        merged.forEach((one, root) -> one.mergedInto(names.known(root)));
        return known;
    }

    /** Of things whose case is gone: it may have been erased since its names were looked up. */
    private void lookAgainForErased(List<Thing> sound, String institution, CaseNames names, CaseFinder finder) {
        Set<CaseName> stale = new LinkedHashSet<>();
        for (Thing thing : sound) {
            OpenCase one = finder.belongsTo(thing);
            if (one != null && !one.isOpen() && names.first(thing.erasedName()) == null) {
                stale.addAll(List.of(thing.erasedName(), thing.itemName()));
            }
        }
        stale.forEach(names::forget);
        nameTable.look(stale, institution, names);
    }

    private static Done done(WalkPart part, Map<ItemId, Outcome> standing, List<Decided> items, Duration share) {
        List<Outcome> results = new ArrayList<>(part.before());
        for (Thing thing : part.things()) {
            results.add(Objects.requireNonNull(
                    standing.get(new ItemId(part.receiptId(), thing.number())), "every item was written"));
        }
        Walk timed = part.walk().timed("record", share);
        if (part.isLast()) {
            timed = timed.with(timed.candidates(), counted(timed, results));
        }
        int erased = (int) items.stream()
                .filter(item -> item.wasErased() && item.thing().receipt().id() == part.receiptId())
                .count();
        return new Done(part, timed, results, erased);
    }

    /** What was counted, with the answers of machines that belong to no case, by their kind, and what was held before. */
    private static Map<String, Long> counted(Walk walk, List<Outcome> results) {
        Map<String, Long> counted = new TreeMap<>(walk.counted());
        for (int item = 0; item < results.size(); item++) {
            if (results.get(item) == Outcome.REPEATED
                    && !walk.candidates().get(item).isSound()) {
                counted.merge("row-held-before", 1L, Long::sum);
            }
            if (results.get(item) == Outcome.COUNTED) {
                MachineAnswer.in(walk.candidates().get(item).view())
                        .ifPresent(answer -> counted.merge("mail-" + answer.kind(), 1L, Long::sum));
            }
        }
        return counted;
    }

    /** Erases what came again of erased complaints; with its receipt, if that holds nothing else. */
    private void eraseAgain(Done done, List<Decided> items) {
        if (done.erased() == 0) {
            return;
        }
        List<Long> complaints = items.stream()
                .filter(item -> item.wasErased()
                        && item.thing().receipt().id() == done.part().receiptId())
                .map(item -> Objects.requireNonNull(item.one(), "an erased complaint")
                        .id())
                .toList();
        int all = done.part().erasedBefore() + done.erased();
        erasures.cameAgain(
                complaints,
                done.part().receiptId(),
                done.part().isLast() && all == done.results().size());
    }
}
