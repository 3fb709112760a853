package org.onestophub.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Encounter;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.Admission.Person;
import org.onestophub.pipeline.check.PhoneNumbersForTests;

/** Facts and merges give the same directory in whatever order and however often they arrive. */
class MergeAlgebraTest {

    private static final Instant T0 = Instant.parse("2026-09-18T01:00:00Z");

    /** A fact about a patient, or a merge of two. */
    record Step(boolean isMerge, int patient, int other) {}

    @Provide
    Arbitrary<List<Step>> stories() {
        Arbitrary<Integer> patients = Arbitraries.integers().between(1, 6);
        return Combinators.combine(Arbitraries.of(true, false), patients, patients)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(14);
    }

    @Property(tries = 600)
    void orderAndRepetitionDoNotMatter(@ForAll("stories") List<Step> story, @ForAll long seed) {
        List<Admission> messages = messages(story);
        Map<String, String> inOrder = directoryOf(messages);

        List<Admission> shuffled = new ArrayList<>(messages);
        Random random = new Random(seed);
        Collections.shuffle(shuffled, random);
        shuffled.addAll(messages.subList(0, random.nextInt(messages.size())));

        assertThat(directoryOf(shuffled)).isEqualTo(inOrder);
    }

    @Property(tries = 300)
    void numbersThatWereMergedNameOnePatientAndOthersDoNot(@ForAll("stories") List<Step> story) {
        int[] group = {0, 1, 2, 3, 4, 5, 6};
        for (Step step : story) {
            if (step.isMerge()) {
                int from = group[step.other()];
                for (int i = 0; i < group.length; i++) {
                    group[i] = group[i] == from ? group[step.patient()] : group[i];
                }
            }
        }

        DirectoryPage page = pageOf(messages(story));

        for (KeyRow one : page.keys.values()) {
            for (KeyRow other : page.keys.values()) {
                boolean same = group[numberOf(one)] == group[numberOf(other)];
                assertThat(one.patientId() == other.patientId()).isEqualTo(same);
            }
        }
    }

    private static int numberOf(KeyRow row) {
        return Integer.parseInt(row.key().value().substring(1));
    }

    private static List<Admission> messages(List<Step> story) {
        List<Admission> messages = new ArrayList<>();
        for (int i = 0; i < story.size(); i++) {
            Step step = story.get(i);
            messages.add(step.isMerge() ? merge(i, step) : facts(i, step));
        }
        return messages;
    }

    private static Admission facts(int minute, Step step) {
        // every other message is silent about something, so that facts of different events come together
        Person person = new Person(
                List.of("测试" + minute),
                minute % 2 == 0 ? "1" : "",
                null,
                minute % 3 == 0 ? List.of("1380000" + (1000 + minute)) : List.of());
        Encounter visit = new Encounter(
                "HIS", "V" + step.patient(), "", "科" + minute, minute % 2 == 0 ? "床" + minute : "", "", null, null, "");
        return message("A08", minute, step.patient(), List.of(), person, visit);
    }

    private static Admission merge(int minute, Step step) {
        Person person = new Person(List.of("测试" + minute), "", null, List.of());
        Encounter none = new Encounter("", "", "", "", "", "", null, null, "");
        return message("A40", minute, step.patient(), List.of(number(step.other())), person, none);
    }

    private static Admission message(
            String event, int minute, int patient, List<Identifier> former, Person person, Encounter visit) {
        return new Admission(
                "M",
                "ADT^" + event,
                event,
                T0.plusSeconds(60L * minute),
                List.of(number(patient)),
                former,
                person,
                visit);
    }

    private static Identifier number(int patient) {
        return new Identifier("HIS", Admission.PATIENT_NUMBER, "P" + patient);
    }

    private static DirectoryPage pageOf(List<Admission> messages) {
        AtomicLong ids = new AtomicLong();
        DirectoryPage page = new DirectoryPage(ids::incrementAndGet);
        DirectoryFold fold = new DirectoryFold(page, PhoneNumbersForTests.phones());
        messages.forEach(message -> fold.apply(message, 1));
        return page;
    }

    /** What each number finds. */
    private static Map<String, String> directoryOf(List<Admission> messages) {
        DirectoryPage page = pageOf(messages);
        Map<String, String> found = new TreeMap<>();
        page.keys.forEach((key, row) -> {
            PatientRow patient = page.patients.get(row.patientId());
            found.put(
                    key.value(),
                    String.join(
                            "|",
                            page.numberOf(patient),
                            String.valueOf(patient.name()),
                            String.valueOf(patient.sex()),
                            String.valueOf(patient.phones()),
                            String.valueOf(new java.util.TreeSet<>(page.namesOf(patient.id())))));
        });
        page.visits.forEach((key, visit) -> found.put(
                key.number(), page.numberOf(page.patients.get(visit.patientId())) + visit.place() + visit.kind()));
        return found;
    }
}
