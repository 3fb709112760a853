package org.onestophub.pipeline.read.hl7;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;

/** What a message says about the person: PID and NK1, with the deviations found in Chinese hospitals. */
final class AdtPerson {

    private static final int MAX_NAME = 200;
    private static final int MAX_PHONE = 100;
    private static final int MAX_PHONES = 20;
    private static final int MAX_NAMES = 10;
    private static final int MAX_RELATIVES = 5;
    private static final int MAX_ADDRESS = 500;
    /** XAD: street, other designation, city, province, post code, country. */
    private static final int ADDRESS_PARTS = 6;

    private final Hl7Message message;
    private final Hl7Message.Segment pid;
    private final AdtWords words;

    AdtPerson(Hl7Message message, AdtWords words) {
        this.words = words;
        this.message = message;
        this.pid = message.first("PID");
    }

    /** Names, sex, birth, phones and address. */
    Admission.Person person() {
        LocalDate birth = Hl7Time.date(pid.value(7)).orElse(null);
        return new Admission.Person(names(), sex(), birth, phones(), address(), cleared());
    }

    /** Facts that were sent and cannot be used: RD-114 for the date of birth, RD-115 for the sex. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        String birth = pid.value(7);
        if (!birth.isEmpty()
                && !AdtIdentifiers.isPlaceholder(birth)
                && Hl7Time.date(birth).isEmpty()) {
            findings.add(Finding.of(Problem.ADT_DATE_INCOMPLETE, "PID-7"));
        }
        if (!pid.value(8).isEmpty() && sex().isEmpty()) {
            findings.add(Finding.of(Problem.ADT_WORD_UNKNOWN, "PID-8"));
        }
        return findings;
    }

    private String sex() {
        return words.sexes().getOrDefault(pid.value(8).toUpperCase(Locale.ROOT), "");
    }

    private List<String> cleared() {
        return Stream.of(
                        pid.isDeleted(5) ? "name" : null,
                        pid.isDeleted(8) ? "sex" : null,
                        pid.isDeleted(7) ? "birthDate" : null,
                        pid.isDeleted(13) ? "phones" : null,
                        pid.isDeleted(11) ? "address" : null)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The parts of the first address that there is, in their order; a street may have parts of its own. */
    private String address() {
        return pid.repetitions(11).stream()
                .map(field -> String.join(
                        " ",
                        IntStream.rangeClosed(1, ADDRESS_PARTS)
                                .mapToObj(field::component)
                                .filter(part -> !part.isEmpty())
                                .toList()))
                .filter(address -> !address.isEmpty())
                .map(address -> ShortText.of(address, MAX_ADDRESS))
                .findFirst()
                .orElse("");
    }

    private List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (int field : new int[] {5, 9}) {
            for (Hl7Message.Field name : pid.repetitions(field)) {
                names.addAll(PersonName.of(name.component(1), name.component(2), name.component(3)));
            }
        }
        return names.stream()
                .filter(name -> name.length() <= MAX_NAME && !AdtIdentifiers.isPlaceholder(name))
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
                .flatMap(field -> phone(field).stream())
                .filter(phone -> !phone.isEmpty() && phone.length() <= MAX_PHONE)
                .distinct()
                .limit(MAX_PHONES)
                .toList();
    }

    /**
     * The number of an XTN field: XTN-1, else the unformatted number (12), else country (5), area (6) and local number (7)
     * with the extension (8). XTN-1 that is a mail address or empty of digits is no number.
     */
    private static List<String> phone(Hl7Message.Field field) {
        for (int part : new int[] {1, 12}) {
            String whole = field.component(part);
            if (hasDigits(whole) && whole.indexOf('@') < 0) {
                return List.of(whole);
            }
        }
        if (!hasDigits(field.component(7))) {
            return List.of();
        }
        String country =
                field.component(5).isEmpty() ? "" : '+' + field.component(5).replace("+", "") + ' ';
        String extension = field.component(8).isEmpty() ? "" : " ext. " + field.component(8);
        return List.of(country + field.component(6) + field.component(7) + extension);
    }

    private static boolean hasDigits(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }
}
