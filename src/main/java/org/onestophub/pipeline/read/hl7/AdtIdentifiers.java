package org.onestophub.pipeline.read.hl7;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.IdCard;

/** The numbers of the people a message is about: PID and MRG, with the deviations found in Chinese hospitals. */
final class AdtIdentifiers {

    private static final int MAX_NUMBER = 64;
    /** MRG segments of one patient looked at. */
    private static final int MAX_MERGES = 50;
    /** What is typed where a number is compulsory and unknown; as a key it would make one patient of thousands. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[0\\-_.*?/无空]+|(?i:null|none|unknown|n/a|test)|未知|不详");

    private final Hl7Message message;
    private final Hl7Message.Segment pid;
    private final AdtWords words;

    AdtIdentifiers(Hl7Message message, AdtWords words) {
        this.words = words;
        this.message = message;
        this.pid = message.first("PID");
    }

    /** True for what people type where nothing is known. */
    static boolean isPlaceholder(String text) {
        return PLACEHOLDER.matcher(text).matches();
    }

    /** PID-3, then 2 and 4, then 19; the first of PID-3 counts as the patient number if none is marked as one. */
    List<Identifier> identifiers() {
        Set<Identifier> found = new LinkedHashSet<>();
        pid.repetitions(3).forEach(field -> add(found, field, assigned(field)));
        if (found.stream().noneMatch(AdtIdentifiers::isPatientNumber)) {
            found.stream()
                    .filter(one -> AdtWords.OTHER.equals(one.kind()))
                    .findFirst()
                    .ifPresent(one -> found.add(asPatientNumber(one)));
        }
        pid.repetitions(2).forEach(field -> add(found, field, assigned(field)));
        pid.repetitions(4).forEach(field -> add(found, field, assigned(field)));
        String social = pid.value(19);
        if (IdCard.looksLikeOne(social)) {
            found.add(new Identifier("", Admission.ID_CARD, IdCard.normal(social)));
        }
        return List.copyOf(found);
    }

    /**
     * The numbers that the MRG segments of the patient give up, from the first of the given fields that has any. Where
     * none is marked as a patient number all others count as such, else a card. A number without an authority has that of
     * the number of the same type in PID-3; if there is none its assigner is empty.
     */
    List<Identifier> former(int... fields) {
        Set<Identifier> all = new LinkedHashSet<>();
        for (Hl7Message.Segment mrg : message.all("MRG", MAX_MERGES)) {
            Set<Identifier> found = new LinkedHashSet<>();
            for (int field : fields) {
                if (found.isEmpty()) {
                    mrg.repetitions(field).forEach(one -> add(found, one, assignedAsBefore(one)));
                }
            }
            all.addAll(patientNumbersOf(found));
        }
        return List.copyOf(all);
    }

    private static List<Identifier> patientNumbersOf(Set<Identifier> found) {
        List<Identifier> marked =
                found.stream().filter(AdtIdentifiers::isPatientNumber).toList();
        if (!marked.isEmpty()) {
            return marked;
        }
        List<Identifier> others = found.stream()
                .filter(one -> !Admission.ID_CARD.equals(one.kind()))
                .map(AdtIdentifiers::asPatientNumber)
                .distinct()
                .toList();
        return others.isEmpty() ? List.copyOf(found) : others;
    }

    private Authority assigned(Hl7Message.Field field) {
        Authority named = Authority.of(field);
        return named.isNamed() ? named : new Authority(assumed(field), "");
    }

    private String assumed(Hl7Message.Field field) {
        return Authority.assumed(message, words, facilityOf(field)).get(0);
    }

    private static String facilityOf(Hl7Message.Field field) {
        return Authority.of(field.component(6, 1), field.component(6, 2), field.component(6, 3))
                .name();
    }

    private Authority assignedAsBefore(Hl7Message.Field field) {
        Authority named = Authority.of(field);
        if (named.isNamed()) {
            return named;
        }
        if (!facilityOf(field).isEmpty()) {
            return new Authority(assumed(field), "");
        }
        String type = field.component(5);
        List<Authority> sameType = pid.repetitions(3).stream()
                .filter(one -> !type.isEmpty() && type.equalsIgnoreCase(one.component(5)))
                .map(this::assigned)
                .distinct()
                .toList();
        return sameType.size() == 1 ? sameType.get(0) : new Authority("", "");
    }

    private void add(Set<Identifier> found, Hl7Message.Field field, Authority authority) {
        String value = field.component(1);
        if (value.isEmpty() || value.length() > MAX_NUMBER || isPlaceholder(value)) {
            return;
        }
        String kind = words.identifierTypes().getOrDefault(field.component(5).toUpperCase(Locale.ROOT), AdtWords.OTHER);
        if (IdCard.isValid(value) || (Admission.ID_CARD.equals(kind) && IdCard.looksLikeOne(value))) {
            found.add(new Identifier("", Admission.ID_CARD, IdCard.normal(value)));
            return;
        }
        String known = Admission.ID_CARD.equals(kind) ? AdtWords.OTHER : kind;
        found.add(new Identifier(authority.name(), known, value, authority.universal()));
    }

    private static Identifier asPatientNumber(Identifier one) {
        return new Identifier(one.assigner(), Admission.PATIENT_NUMBER, one.value(), one.universal());
    }

    private static boolean isPatientNumber(Identifier identifier) {
        return Admission.PATIENT_NUMBER.equals(identifier.kind());
    }

    /** Names under which the numbers of this sender may be known that name no authority, see {@link Authority#assumed}. */
    List<String> assumedAssigners() {
        return new ArrayList<>(Authority.assumed(message, words, ""));
    }
}
