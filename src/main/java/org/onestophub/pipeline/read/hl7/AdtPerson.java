package org.onestophub.pipeline.read.hl7;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.IdCard;
import org.onestophub.complaint.ShortText;

/** Who a message is about: PID, NK1 and MRG, with the deviations found in Chinese hospitals. */
final class AdtPerson {

    private static final int MAX_NUMBER = 64;
    private static final int MAX_NAME = 200;
    private static final int MAX_PHONE = 100;
    private static final int MAX_PHONES = 20;
    private static final int MAX_NAMES = 10;
    private static final int MAX_RELATIVES = 5;
    /** What is typed where a number is compulsory and unknown; as a key it would make one patient of thousands. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[0\\-_.*?/无空]+|(?i:null|none|unknown|n/a|test)|未知|不详");

    private final Hl7Message message;
    private final Hl7Message.Segment pid;
    private final String sender;
    private final AdtWords words;

    AdtPerson(Hl7Message message, AdtWords words) {
        this.words = words;
        this.message = message;
        this.pid = message.first("PID");
        this.sender = ShortText.of(message.first("MSH").value(3), MAX_NUMBER);
    }

    /** PID-3, then 2 and 4, then 19; the first of PID-3 counts as the patient number if none is marked as one. */
    List<Identifier> identifiers() {
        Set<Identifier> found = new LinkedHashSet<>();
        addList(pid.repetitions(3), found);
        if (found.stream().noneMatch(AdtPerson::isPatientNumber)) {
            found.stream()
                    .filter(one -> AdtWords.OTHER.equals(one.kind()))
                    .findFirst()
                    .ifPresent(one -> found.add(new Identifier(one.assigner(), Admission.PATIENT_NUMBER, one.value())));
        }
        addList(pid.repetitions(2), found);
        addList(pid.repetitions(4), found);
        String social = pid.value(19);
        if (IdCard.looksLikeOne(social)) {
            found.add(new Identifier("", Admission.ID_CARD, IdCard.normal(social)));
        }
        return List.copyOf(found);
    }

    /** The numbers a merge gives up: MRG-1, else MRG-4. */
    List<Identifier> formerIdentifiers() {
        Hl7Message.Segment mrg = message.first("MRG");
        Set<Identifier> found = new LinkedHashSet<>();
        addList(mrg.repetitions(1), found);
        if (found.isEmpty()) {
            addList(mrg.repetitions(4), found);
        }
        return found.stream().filter(AdtPerson::isPatientNumber).toList();
    }

    /** Names, sex, birth and phones. */
    Admission.Person person() {
        String sex = words.sexes().getOrDefault(pid.value(8).toUpperCase(Locale.ROOT), "");
        LocalDate birth = Hl7Time.date(pid.value(7)).orElse(null);
        return new Admission.Person(names(), sex, birth, phones());
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int field : new int[] {5, 9}) {
            for (Hl7Message.Field name : pid.repetitions(field)) {
                names.addAll(PersonName.of(name.component(1), name.component(2), name.component(3)));
            }
        }
        return names.stream()
                .filter(name ->
                        name.length() <= MAX_NAME && !PLACEHOLDER.matcher(name).matches())
                .limit(MAX_NAMES)
                .toList();
    }

    private List<String> phones() {
        List<Hl7Message.Field> fields = new ArrayList<>(pid.repetitions(13));
        fields.addAll(pid.repetitions(14));
        for (Hl7Message.Segment relative : message.all("NK1", MAX_RELATIVES)) {
            fields.addAll(relative.repetitions(5));
            fields.addAll(relative.repetitions(6));
        }
        return fields.stream()
                .map(AdtPerson::phone)
                .filter(phone -> !phone.isEmpty() && phone.length() <= MAX_PHONE)
                .distinct()
                .limit(MAX_PHONES)
                .toList();
    }

    /** XTN-1, else XTN-12, else area code and number of XTN-6 and 7. */
    private static String phone(Hl7Message.Field field) {
        if (!field.component(1).isEmpty()) {
            return field.component(1);
        }
        return field.component(12).isEmpty() ? field.component(6) + field.component(7) : field.component(12);
    }

    private void addList(List<Hl7Message.Field> fields, Set<Identifier> found) {
        for (Hl7Message.Field field : fields) {
            String value = field.component(1);
            if (value.isEmpty()
                    || value.length() > MAX_NUMBER
                    || PLACEHOLDER.matcher(value).matches()) {
                continue;
            }
            found.add(identifier(field, value));
        }
    }

    private Identifier identifier(Hl7Message.Field field, String value) {
        String kind = words.identifierTypes().getOrDefault(field.component(5).toUpperCase(Locale.ROOT), AdtWords.OTHER);
        if (IdCard.isValid(value) || (Admission.ID_CARD.equals(kind) && IdCard.looksLikeOne(value))) {
            return new Identifier("", Admission.ID_CARD, IdCard.normal(value));
        }
        String assigner = ShortText.of(field.component(4), MAX_NUMBER);
        return new Identifier(
                assigner.isEmpty() ? sender : assigner, Admission.ID_CARD.equals(kind) ? AdtWords.OTHER : kind, value);
    }

    private static boolean isPatientNumber(Identifier identifier) {
        return Admission.PATIENT_NUMBER.equals(identifier.kind());
    }
}
