package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.CaseStatuses.Merge;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.pipeline.record.CaseMergeTable.Item;
import org.springframework.stereotype.Component;

/**
 * Lets one case stand for another, and takes them apart again. The documents and names of both stay apart: what came before
 * stays with its case, what comes later is added to the one that stands for it, and goes back when they are taken apart. Every
 * method works in the caller's transaction.
 */
@Component
class CaseMerges {

    private static final String MERGED_INTO = "mergedInto";

    private final CaseMergeTable table;
    private final CaseTable cases;
    private final PatientContext context;
    private final WorkQueue work;

    CaseMerges(CaseMergeTable table, CaseTable cases, PatientContext context, WorkQueue work) {
        this.table = table;
        this.cases = cases;
        this.context = context;
        this.work = work;
    }

    /** Does what was derived of cases, and gives those that have to be derived again. */
    Set<Long> move(Map<Long, Merge> moves, Instant now) {
        Set<Long> again = new TreeSet<>();
        new TreeMap<>(moves).forEach((id, merge) -> again.addAll(move(id, merge.into(), now)));
        return again;
    }

    /** Before a case is erased: what came for it leaves the others, and those for which it stands are on their own again. */
    void leave(long id, Instant now) {
        Set<Long> changed = new TreeSet<>(move(id, null, now));
        table.children(id).forEach(child -> changed.addAll(move(child, null, now)));
        table.erase(id, ErasureTable.BLANK_DOCUMENT);
        changed.remove(id);
        work.scheduleAll(Lane.DUTY.word(), changed, now);
    }

    private Set<Long> move(long id, @Nullable Long into, Instant now) {
        Set<Long> below = table.below(id);
        if (into != null && below.contains(into)) {
            // another merge of the same list was first
            return Set.of(id);
        }
        Long root = into == null ? null : table.root(into);
        Set<Long> ends = new TreeSet<>(Set.of(id));
        if (root != null) {
            ends.add(root);
        }
        Map<Long, CaseTable.Locked> locked = lock(below, ends);
        if (!locked.containsKey(id) || root != null && !locked.containsKey(root)) {
            return Set.of();
        }
        Move move = new Move(id, root, below, locked);
        table.merge(id, into);
        write(move, ends, now);
        return ends;
    }

    /** Locks all that a move concerns; {@code ends} gets the case that stood for the others before. */
    private Map<Long, CaseTable.Locked> lock(Set<Long> below, Set<Long> ends) {
        Set<Long> all = new TreeSet<>(below);
        all.addAll(ends);
        Map<Long, CaseTable.Locked> locked = new TreeMap<>();
        cases.lock(all).forEach(one -> locked.put(one.file().id(), one));
        Set<Long> before = new HashSet<>();
        below.forEach(id -> {
            CaseTable.Locked one = locked.get(id);
            if (one != null && one.mergedInto() != null && !locked.containsKey(one.mergedInto())) {
                before.add(one.mergedInto());
            }
        });
        cases.lock(before).forEach(one -> locked.put(one.file().id(), one));
        ends.addAll(before);
        ends.retainAll(locked.keySet());
        return locked;
    }

    /** One case with those behind it, on the way to another. */
    private record Move(long id, @Nullable Long root, Set<Long> below, Map<Long, CaseTable.Locked> locked) {

        /** The case that stands for one of them now; null: none. */
        @Nullable
        Long standing(long one) {
            if (!below.contains(one)) {
                return Objects.requireNonNull(locked.get(one), "locked").mergedInto();
            }
            return one == id ? root : root == null ? Long.valueOf(id) : root;
        }

        /** Where an item is now; null: with its own case. */
        @Nullable
        Long host(Item item) {
            return below.contains(item.complaintId()) ? standing(item.complaintId()) : item.hostId();
        }

        boolean isMoved(Item item) {
            return !Objects.equals(item.hostId(), host(item));
        }

        /** True if a case gets or gives one of the items. */
        boolean changes(List<Item> items, long one) {
            return items.stream().anyMatch(item -> isMoved(item) && concerns(item, one));
        }

        /** True if a case has, had or gets the item. */
        boolean concerns(Item item, long one) {
            Long host = host(item);
            return item.complaintId() == one
                    || item.hostId() != null && item.hostId() == one
                    || host != null && host == one;
        }
    }

    private void write(Move move, Set<Long> ends, Instant now) {
        Set<Long> looked = new TreeSet<>(move.below());
        looked.addAll(ends);
        List<Item> items = table.items(looked);
        CaseChanges changes = new CaseChanges(new CaseNames());
        Columns standing = new Columns("id", "root", "own");
        move.locked().forEach((id, locked) -> {
            OpenCase one = OpenCase.known(id);
            one.load(locked.file(), locked.own());
            ObjectNode document = ends.contains(id) ? rebuilt(move, one, items, changes) : one.document();
            Long root = move.standing(id);
            ObjectNode next = document.deepCopy();
            if (root == null) {
                next.remove(MERGED_INTO);
            } else {
                next.put(MERGED_INTO, numberOf(move, root));
            }
            if (!next.equals(one.document())) {
                changes.revise(one, next, null, false);
            }
            standing.row(id, root, one.own() == null ? null : JsonText.of(one.own()));
        });
        cases.write(changes, "", now);
        table.stand(standing);
        table.host(moved(move, items));
        lookAgain(move, items, now);
    }

    /** What a case says with what it has for others now; its own document is as if it had never had more. */
    private ObjectNode rebuilt(Move move, OpenCase one, List<Item> items, CaseChanges changes) {
        if (!move.changes(items, one.id())) {
            return one.document();
        }
        ObjectNode own = one.ownDocument();
        List<Item> others = new ArrayList<>();
        for (Item item : items) {
            Long host = move.host(item);
            if (host == null && item.complaintId() == one.id()) {
                own = CaseMerge.of(own, item.document());
                changes.claim(claimsOf(item.document()), one);
            } else if (host != null && host == one.id()) {
                others.add(item);
            }
        }
        ObjectNode document = own;
        for (Item item : others) {
            document = CaseMerge.of(document, item.document());
        }
        one.own(others.isEmpty() ? null : own);
        return document;
    }

    private Collection<Complaint.Claim> claimsOf(ObjectNode document) {
        List<Complaint.Claim> claims = new ArrayList<>(context.openClaims(document));
        claims.addAll(context.linkedClaims(document));
        return claims;
    }

    private String numberOf(Move move, long id) {
        CaseTable.Locked locked = Objects.requireNonNull(move.locked().get(id), "locked");
        return locked.file().document().path("number").asText();
    }

    private static Columns moved(Move move, List<Item> items) {
        Columns rows = new Columns("receipt", "item", "host");
        items.stream().filter(move::isMoved).forEach(item -> rows.row(item.receiptId(), item.item(), move.host(item)));
        return rows;
    }

    /** What was found of a patient meanwhile is not part of what a case has by itself. */
    private void lookAgain(Move move, List<Item> items, Instant now) {
        Set<Long> changed = new TreeSet<>();
        for (long id : move.locked().keySet()) {
            if (move.changes(items, id)) {
                changed.add(id);
            }
        }
        if (!changed.isEmpty()) {
            work.addAll(Lane.CONTEXT.word(), changed, now);
        }
    }
}
