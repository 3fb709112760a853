package org.onestophub.pipeline.read.hl7;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.ShortText;

/** The visit a message is about: PV1 and DG1, with the deviations found in Chinese hospitals. */
final class AdtEncounter {

    private static final int MAX_NUMBER = 64;
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

    /** What PV1 and DG1 tell. {@code event} and {@code at} say when an admission or discharge without a time was. */
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
                diagnosis());
    }

    /** PV1-19, else PV1-50, else the account number PID-18; a number too long is no number. */
    private Hl7Message.@Nullable Field number() {
        List<List<Hl7Message.Field>> places = List.of(
                pv1.repetitions(19), pv1.repetitions(50), message.first("PID").repetitions(18));
        return places.stream()
                .flatMap(List::stream)
                .filter(one -> !one.component(1).isEmpty() && one.component(1).length() <= MAX_NUMBER)
                .findFirst()
                .orElse(null);
    }

    private String assigner(Hl7Message.Field number) {
        String own = number.component(4);
        return ShortText.of(own.isEmpty() ? message.first("MSH").value(3) : own, MAX_NUMBER);
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
                return ShortText.of(names.isEmpty() ? doctor.component(1) : names.get(0), MAX_TEXT);
            }
        }
        return "";
    }

    private String diagnosis() {
        Hl7Message.Segment first = message.first("DG1");
        String told = first.component(3, 2).isEmpty() ? first.value(4) : first.component(3, 2);
        return ShortText.of(told.isEmpty() ? first.value(3) : told, MAX_DIAGNOSIS);
    }

    private @Nullable Instant time(int field, @Nullable Instant otherwise) {
        return Hl7Time.instant(pv1.value(field), zone).orElse(otherwise);
    }
}
