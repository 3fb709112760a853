package org.onestophub.pipeline.patient;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.contract.PhoneNumbers;
import org.onestophub.pipeline.patient.DirectoryPage.Pair;
import org.onestophub.pipeline.patient.DirectoryPage.Trait;
import org.onestophub.pipeline.patient.FormerNumbers.Former;
import org.onestophub.problem.Problem;

/** Applies messages to a page of the directory, in any order: what counts is the time of the event, not of arrival. */
final class DirectoryFold {

    private final DirectoryPage page;
    private final PatientNumbers numbers;
    private final PatientOfMessage patients;
    private final PatientFacts facts;
    private final VisitFold visits;

    DirectoryFold(DirectoryPage page, PhoneNumbers phones) {
        this.page = page;
        this.numbers = new PatientNumbers(page);
        this.facts = new PatientFacts(page, phones);
        this.patients = new PatientOfMessage(page, numbers, facts);
        this.visits = new VisitFold(page);
    }

    /**
     * Applies one message. Gives what kept it from being applied (EN-102, EN-103, EN-105, EN-106, EN-108, EN-109), or
     * what is worth telling though it was applied (EN-104, EN-107); nothing if all is well.
     */
    Optional<Problem> apply(Admission admission, long receiptId) {
        String event = admission.event();
        if (!AdtEvents.applies(event)) {
            return Optional.of(Problem.EVENT_UNSUPPORTED);
        }
        List<Identifier> keys = PatientNumbers.keysOf(admission);
        if (keys.isEmpty()) {
            return Optional.of(Problem.PATIENT_MISSING);
        }
        if (lacksItsObject(admission)) {
            return Optional.of(Problem.MERGE_INCOMPLETE);
        }
        if (keys.stream().allMatch(numbers::isAmbiguous)) {
            return Optional.of(Problem.NUMBER_AMBIGUOUS);
        }
        FormerNumbers former = new FormerNumbers(page, numbers, admission);
        List<Former> givenUp = List.of();
        if (AdtEvents.isMerge(event)) {
            Optional<List<Former>> resolved = former.resolved();
            if (resolved.isEmpty()) {
                return Optional.of(Problem.MERGE_AMBIGUOUS);
            }
            givenUp = resolved.get();
        }
        if (AdtEvents.isUnlink(event) && isOnePatient(admission, keys)) {
            return Optional.of(Problem.UNLINK_IMPOSSIBLE);
        }
        return applyFacts(admission, survivorKeys(admission, keys), givenUp, receiptId);
    }

    /** What {@link #apply} does once it is certain that it can be done. */
    private Optional<Problem> applyFacts(
            Admission admission, List<Identifier> keys, List<Former> givenUp, long receiptId) {
        Instant at = admission.at();
        PatientOfMessage.Named named = patients.of(admission, keys, receiptId);
        long patientId = named.patientId();
        PatientRow before = page.patient(patientId);
        if (AdtEvents.isMerge(admission.event())) {
            givenUp.forEach(one -> merge(one, patientId, keys, admission));
            keys.forEach(key -> numbers.stand(key, false, at));
            givenUp.stream().filter(one -> !one.isKept()).forEach(one -> numbers.stand(one.number(), true, at));
        }
        if (AdtEvents.isLink(admission.event())) {
            link(admission, patientId, receiptId);
        }
        facts.apply(patientId, admission);
        PatientRow updated = page.patient(patientId);
        page.put(updated.numbered(page.numberOf(updated)));
        PatientRow after = page.patient(patientId);
        if (!before.equals(after)) {
            page.put(after.stamped(at, receiptId));
        }
        boolean changedVisits = visits.change(admission, patientId, receiptId);
        boolean isSharedVisit = visits.apply(patientId, admission, receiptId);
        if (AdtEvents.isVisitChange(admission.event()) && !changedVisits) {
            return Optional.of(Problem.EVENT_UNSUPPORTED);
        }
        if (named.isDisputed()) {
            return Optional.of(Problem.PATIENTS_DIFFER);
        }
        return isSharedVisit ? Optional.of(Problem.VISIT_OF_ANOTHER) : Optional.empty();
    }

    private static boolean lacksItsObject(Admission admission) {
        String event = admission.event();
        boolean none = admission.formerIdentifiers().isEmpty();
        if (AdtEvents.isVisitChange(event)) {
            return admission.visitChanges().isEmpty();
        }
        boolean onlyAccounts = "A36".equals(event) && !admission.visitChanges().isEmpty();
        return (AdtEvents.isMerge(event) || AdtEvents.isLink(event)) && none && !onlyAccounts;
    }

    /** Numbers of the patient that stays: those the message does not list as given up or moved as well. */
    private static List<Identifier> survivorKeys(Admission admission, List<Identifier> keys) {
        if (!AdtEvents.isMerge(admission.event())) {
            return keys;
        }
        List<Identifier> own = keys.stream()
                .filter(key ->
                        admission.formerIdentifiers().stream().noneMatch(former -> FormerNumbers.isSame(former, key)))
                .toList();
        return own.isEmpty() ? keys : own;
    }

    private void merge(Former former, long survivor, List<Identifier> keys, Admission admission) {
        Long loser = former.patientId();
        Instant at = admission.at();
        if (loser != null && loser != survivor) {
            boolean moves = former.isKept()
                    && page.keysOf(loser).stream()
                            .anyMatch(key ->
                                    Admission.PATIENT_NUMBER.equals(key.key().kind())
                                            && !key.isGivenUp()
                                            && admission.identifiers().stream()
                                                    .noneMatch(own -> PatientNumbers.namesOf(own)
                                                            .anyMatch(key.key()::equals)));
            if (moves && "A43".equals(admission.event())) {
                detach(former.number(), loser, survivor);
            } else {
                page.keysOf(loser).stream()
                        .filter(key -> keys.stream()
                                .noneMatch(own -> own.value().equals(key.key().value())))
                        .filter(key -> !former.isKept())
                        .forEach(key -> page.put(key.stands(true, at)));
                facts.takeOver(loser, survivor);
                page.merge(loser, survivor);
            }
        }
        numbers.learn(former.number(), survivor, false, at);
    }

    /** One number of a patient turns out to be another's; what was updated under it goes with it as far as it is known. */
    private void detach(Identifier number, long from, long to) {
        PatientNumbers.namesOf(number)
                .map(page.keys::get)
                .filter(row -> row != null && row.patientId() == from)
                .forEach(row -> page.put(row.of(to)));
        page.remove(new Trait(number.kind(), number.value(), from));
        for (VisitRow visit : List.copyOf(page.visits.values())) {
            if (visit.patientId() == from && number.value().equals(visit.life().toldUnder())) {
                page.put(visit.of(to));
            }
        }
        PatientRow left = page.patient(from);
        page.put(left.numbered(page.numberOf(left)));
    }

    private boolean isOnePatient(Admission admission, List<Identifier> keys) {
        Set<Long> own = keys.stream().flatMap(key -> numbers.find(key).stream()).collect(Collectors.toSet());
        return admission.formerIdentifiers().stream()
                .filter(one -> Admission.PATIENT_NUMBER.equals(one.kind()))
                .flatMap(one -> numbers.find(one).stream())
                .anyMatch(own::contains);
    }

    private void link(Admission admission, long patientId, long receiptId) {
        List<Identifier> others = admission.formerIdentifiers().stream()
                .filter(one -> Admission.PATIENT_NUMBER.equals(one.kind()))
                .toList();
        for (Identifier other : others.isEmpty() ? admission.formerIdentifiers() : others) {
            long otherId =
                    numbers.find(other).orElseGet(() -> patients.begin(List.of(other), admission.at(), receiptId));
            Pair pair = Pair.of(patientId, otherId);
            page.put(
                    pair,
                    page.links
                            .getOrDefault(pair, TimedFact.untold())
                            .set(!AdtEvents.isUnlink(admission.event()), admission.at()));
        }
    }
}
