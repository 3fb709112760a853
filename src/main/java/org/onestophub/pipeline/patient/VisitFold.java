package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Encounter;
import org.onestophub.complaint.Admission.VisitChange;
import org.onestophub.complaint.Admission.VisitNumber;
import org.onestophub.pipeline.patient.DirectoryPage.VisitKey;

/** Applies what messages say of visits to a page of the directory. */
final class VisitFold {

    private static final int MAX_RENUMBERINGS = 20;
    private static final String PREADMIT = "preadmit";

    private static final Encounter NOTHING = new Encounter("", "", "", "", "", "", null, null, "");

    private final DirectoryPage page;

    VisitFold(DirectoryPage page) {
        this.page = page;
    }

    /** What an applied message says of the visit: every ADT message has it, be it silent. */
    static Encounter encounterOf(Admission admission) {
        return Objects.requireNonNull(admission.encounter(), "an ADT message is about a visit");
    }

    /** Applies the visit segment. True if its number is that of another person's visit, which stays as it is. */
    boolean apply(long patientId, Admission admission, long receiptId) {
        Encounter visit = encounterOf(admission);
        boolean isForeign = false;
        VisitKey key;
        if (visit.number().isEmpty()) {
            if (!AdtEvents.isAboutAStay(admission.event()) || isSilent(admission)) {
                return false;
            }
            key = currentStay(patientId, admission);
        } else {
            key = now(new VisitKey(visit.assigner(), visit.number()));
            VisitRow known = page.visits.get(key);
            isForeign = known != null && isOfAnother(known, patientId);
            if (isForeign) {
                key = VisitKey.stayOf(patientId);
            } else if (known == null && !hadAssumedName(patientId, key, admission)) {
                nameStay(patientId, key, admission);
            }
        }
        apply(key, patientId, admission, receiptId);
        return isForeign;
    }

    private void apply(VisitKey key, long patientId, Admission admission, long receiptId) {
        Encounter visit = encounterOf(admission);
        VisitRow known = page.visits.get(key);
        String under = PatientNumbers.keysOf(admission).get(0).value();
        VisitRow before = known == null ? VisitRow.begun(key, patientId, under, admission.at(), receiptId) : known;
        VisitRow after = lived(before.updated(visit, patientId, admission.at()), admission)
                .settled();
        if (known == null || !after.stamped(0).equals(known.stamped(0))) {
            page.put(after.stamped(receiptId));
        }
    }

    private static VisitRow lived(VisitRow visit, Admission admission) {
        Instant at = admission.at();
        if (AdtEvents.isReturn(admission.event())) {
            return visit.withEnd(null, at);
        }
        if (AdtEvents.isCancellation(admission.event())) {
            return visit.withCancelled(true, at);
        }
        return AdtEvents.isBeginning(admission.event()) ? visit.beganAt(at).withCancelled(false, at) : visit;
    }

    /** True if the message has no data of a stay, and neither has the event itself ({@code PV1||N}). */
    private static boolean isSilent(Admission admission) {
        Encounter visit = encounterOf(admission);
        boolean isEnd = AdtEvents.isReturn(admission.event()) || AdtEvents.isCancellation(admission.event());
        return !isEnd
                && visit.kind().isEmpty()
                && visit.department().isEmpty()
                && visit.bed().isEmpty()
                && visit.doctor().isEmpty()
                && visit.diagnosis().isEmpty()
                && visit.endedAt() == null
                && visit.cleared().isEmpty();
    }

    /** The one stay of the patient that a message without a visit number can mean, else the stay without a number. */
    private VisitKey currentStay(long patientId, Admission admission) {
        List<VisitRow> candidates = page.visits.values().stream()
                .filter(visit -> visit.patientId() == patientId && visit.life().became() == null)
                .filter(visit -> isSameKind(visit, admission))
                .toList();
        if (AdtEvents.isReturn(admission.event())) {
            return candidates.stream()
                    .filter(visit -> visit.ended().value() != null && !visit.isCancelled())
                    .max(Comparator.comparing(visit -> visit.ended().at()))
                    .map(VisitRow::key)
                    .orElse(VisitKey.stayOf(patientId));
        }
        List<VisitRow> open = candidates.stream().filter(VisitRow::isOpen).toList();
        return open.size() == 1 ? open.get(0).key() : VisitKey.stayOf(patientId);
    }

    private static boolean isSameKind(VisitRow visit, Admission admission) {
        String kind = visit.kind().value();
        String stated = encounterOf(admission).kind();
        boolean mayChange = PREADMIT.equals(kind) || AdtEvents.isChangeOfKind(admission.event());
        return kind == null || stated.isEmpty() || kind.equals(stated) || mayChange;
    }

    /** A visit that was kept before its sender had a configured authority or named its facility goes on. */
    private boolean hadAssumedName(long patientId, VisitKey key, Admission admission) {
        Optional<VisitRow> before = assumedNamesOf(admission)
                .flatMap(name -> Stream.ofNullable(page.visits.get(name)))
                .filter(visit -> visit.patientId() == patientId)
                .findFirst();
        before.ifPresent(visit -> page.rename(visit, key));
        return before.isPresent();
    }

    /** Names under which the store may know the visit of a message that does not say who numbered it. */
    static Stream<VisitKey> assumedNamesOf(Admission admission) {
        Encounter visit = encounterOf(admission);
        boolean isAssumed = !admission.assumedAssigners().isEmpty()
                && visit.assigner().equals(admission.assumedAssigners().get(0));
        return isAssumed
                ? admission.assumedAssigners().stream().map(name -> new VisitKey(name, visit.number()))
                : Stream.empty();
    }

    /** A visit number that is new is that of the stay that had none so far, if one goes on. */
    private void nameStay(long patientId, VisitKey key, Admission admission) {
        VisitRow stay = page.visits.get(VisitKey.stayOf(patientId));
        if (stay != null && stay.isOpen() && isSameKind(stay, admission)) {
            page.rename(stay, key);
        }
    }

    /** Some systems count a patient's visits from 1: the number is then known, and is that of somebody else. */
    private boolean isOfAnother(VisitRow visit, long patientId) {
        PatientRow owner = page.patients.get(visit.patientId());
        return owner != null
                && owner.id() != patientId
                && owner.mergedInto() == null
                && PersonTraits.of(owner, page.namesOf(owner.id()))
                        .contradicts(PersonTraits.of(page.patient(patientId), page.namesOf(patientId)));
    }

    /** Applies the numbers that a message replaces or moves. True if that changes a visit, or a number that may come yet. */
    boolean change(Admission admission, long patientId, long receiptId) {
        boolean changed = false;
        for (VisitChange change : admission.visitChanges()) {
            changed |= change(keyOf(change.former()), keyOf(change.current()), patientId, admission, receiptId);
        }
        return changed;
    }

    private static VisitKey keyOf(VisitNumber number) {
        return new VisitKey(number.assigner(), number.number());
    }

    private boolean change(VisitKey former, VisitKey current, long patientId, Admission admission, long receiptId) {
        boolean isUnknown = !page.visits.containsKey(former) && !page.visits.containsKey(current);
        boolean isMove = former.equals(current) || AdtEvents.isVisitChange(admission.event());
        if (isUnknown && !AdtEvents.isRenumbering(admission.event()) && !"A45".equals(admission.event())) {
            return false;
        }
        Instant at = admission.at();
        renumber(former, current, patientId, at, receiptId);
        VisitKey key = now(current);
        if (isMove) {
            String under = PatientNumbers.keysOf(admission).get(0).value();
            VisitRow visit = Optional.ofNullable(page.visits.get(key))
                    .orElseGet(() -> VisitRow.begun(key, patientId, under, at, receiptId));
            page.put(visit.updated(NOTHING, patientId, at).stamped(receiptId));
        }
        return true;
    }

    private void renumber(VisitKey former, VisitKey current, long patientId, Instant at, long receiptId) {
        VisitRow replaced = page.visits.get(current);
        boolean isBack = replaced != null
                && replaced.life().became() != null
                && now(current).equals(now(former));
        if (replaced != null && isBack && at.isBefore(replaced.life().at())) {
            return;
        }
        VisitKey from = now(former);
        VisitKey to = isBack ? current : now(current);
        if (from.equals(to)) {
            return;
        }
        VisitRow old = page.visits.get(from);
        VisitRow kept = isBack ? null : page.visits.get(to);
        if (old != null) {
            page.put(kept == null ? old.at(to) : kept.or(old));
        }
        long owner = old == null ? patientId : old.patientId();
        page.put(VisitRow.replaced(from, to, owner, at, receiptId));
    }

    /** The number under which a visit goes on. */
    private VisitKey now(VisitKey key) {
        VisitKey at = key;
        for (int i = 0; i < MAX_RENUMBERINGS; i++) {
            VisitRow row = page.visits.get(at);
            VisitKey became = row == null ? null : row.life().became();
            if (became == null) {
                return at;
            }
            at = became;
        }
        return at;
    }
}
