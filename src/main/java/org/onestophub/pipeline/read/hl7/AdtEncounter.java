package org.onestophub.pipeline.read.hl7;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.VisitChange;
import org.onestophub.complaint.Admission.VisitNumber;
import org.onestophub.complaint.ShortText;

/** The visit a message is about: PV1 and DG1, with the deviations found in Chinese hospitals. */
final class AdtEncounter {

    private static final int MAX_NUMBER = 64;
    /** MRG segments of one patient looked at. */
    private static final int MAX_MERGES = 50;

    private static final int MAX_TEXT = 200;
    private static final int MAX_BED = 100;
    private static final int MAX_DIAGNOSIS = 500;

    private final Hl7Message message;
    private final Hl7Message.Segment pv1;
    private final ZoneId zone;
    private final AdtWords words;

    AdtEncounter(Hl7Message message, ZoneId zone, AdtWords words) {
        this.words = words;
        this.message = message;
        this.pv1 = message.first("PV1");
        this.zone = zone;
    }

    /** What PV1 and DG1 say. {@code event} and {@code at} say when an admission or discharge without a time was. */
    Admission.Encounter encounter(String event, Instant at) {
        Hl7Message.Field number = number();
        return new Admission.Encounter(
                number == null ? "" : assigner(number),
                number == null ? "" : number.component(1),
                words.visitKinds().getOrDefault(pv1.value(2).toUpperCase(Locale.ROOT), ""),
                ShortText.of(pv1.value(3).isEmpty() ? pv1.value(10) : pv1.value(3), MAX_TEXT),
                bed(),
                doctor(),
                time(44, "A01".equals(event) || "A04".equals(event) ? at : null),
                time(45, "A03".equals(event) ? at : null),
                diagnosis(),
                cleared());
    }

    /**
     * Visit and account numbers that the message replaces: of visits MRG-5 by PV1-19, of accounts MRG-3 by PID-18, of
     * alternate visit numbers MRG-6 by PV1-50. Where the new number is left out the old one stays.
     */
    List<VisitChange> changes() {
        Set<VisitChange> changes = new LinkedHashSet<>();
        Hl7Message.Segment pid = message.first("PID");
        for (Hl7Message.Segment mrg : message.all("MRG", MAX_MERGES)) {
            add(changes, mrg.repetitions(5), pv1.repetitions(19));
            add(changes, mrg.repetitions(3), pid.repetitions(18));
            add(changes, mrg.repetitions(6), pv1.repetitions(50));
        }
        return List.copyOf(changes);
    }

    private void add(Set<VisitChange> changes, List<Hl7Message.Field> former, List<Hl7Message.Field> current) {
        VisitNumber now = current.stream()
                .filter(AdtEncounter::isNumber)
                .findFirst()
                .map(field -> new VisitNumber(assigner(field), field.component(1)))
                .orElse(null);
        for (Hl7Message.Field field : former) {
            if (isNumber(field)) {
                // who gave the number so far is not named: the one who gives the new one
                String assigner = now == null || Authority.of(field).isNamed() ? assigner(field) : now.assigner();
                VisitNumber before = new VisitNumber(assigner, field.component(1));
                changes.add(new VisitChange(before, now == null ? before : now));
            }
        }
    }

    private static boolean isNumber(Hl7Message.Field field) {
        return !field.component(1).isEmpty() && field.component(1).length() <= MAX_NUMBER;
    }

    private List<String> cleared() {
        return Stream.of(
                        pv1.isDeleted(3) ? "place" : null,
                        pv1.isDeleted(7) ? "doctor" : null,
                        pv1.isDeleted(44) ? "startedAt" : null,
                        pv1.isDeleted(45) ? "endedAt" : null,
                        message.first("DG1").isDeleted(3) ? "diagnosis" : null)
                .filter(Objects::nonNull)
                .toList();
    }

    /** PV1-19, else PV1-50, else the account number PID-18; a number too long is no number. */
    private Hl7Message.@Nullable Field number() {
        List<List<Hl7Message.Field>> places = List.of(
                pv1.repetitions(19), pv1.repetitions(50), message.first("PID").repetitions(18));
        return places.stream()
                .flatMap(List::stream)
                .filter(AdtEncounter::isNumber)
                .findFirst()
                .orElse(null);
    }

    private String assigner(Hl7Message.Field number) {
        Authority named = Authority.of(number);
        return named.isNamed()
                ? named.name()
                : Authority.assumed(message, words, "").get(0);
    }

    private String bed() {
        String room = pv1.component(3, 2);
        String bed = pv1.component(3, 3);
        return ShortText.of(room.isEmpty() || bed.isEmpty() ? room + bed : room + '/' + bed, MAX_BED);
    }

    private String doctor() {
        for (int field : new int[] {7, 17, 9}) {
            for (Hl7Message.Field doctor : pv1.repetitions(field)) {
                List<String> names = PersonName.of(doctor.component(2), doctor.component(3), doctor.component(4));
                String name = names.isEmpty() ? doctor.component(1) : names.get(0);
                if (!name.isEmpty()) {
                    return ShortText.of(name, MAX_TEXT);
                }
            }
        }
        return "";
    }

    private String diagnosis() {
        Hl7Message.Segment first = message.first("DG1");
        String name = first.component(3, 2).isEmpty() ? first.value(4) : first.component(3, 2);
        return ShortText.of(name.isEmpty() ? first.value(3) : name, MAX_DIAGNOSIS);
    }

    private @Nullable Instant time(int field, @Nullable Instant otherwise) {
        return Hl7Time.instant(pv1.value(field), zone).orElse(otherwise);
    }
}
