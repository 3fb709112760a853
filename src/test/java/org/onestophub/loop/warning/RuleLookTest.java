package org.onestophub.loop.warning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.loop.fact.Fact;

class RuleLookTest {

    private static final LocalDate BEGIN = LocalDate.of(2026, 1, 1);
    private static final WarningRules RULES =
            new WarningRules(Path.of("mappings/warnings"), new CodeLists(Path.of("mappings/code-lists")));

    private final List<Fact> facts = new ArrayList<>();
    private int number;
    private List<String> repeats = List.of();

    @Test
    void shippedRulesAreSound() {
        assertThat(RULES.faults()).isEmpty();
        assertThat(RULES.all()).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void threeHundredQuietDaysWarnOfNothing() {
        quiet(BEGIN, 500, new Random(20261129));
        for (int day = 200; day < 500; day++) {
            for (String rule : List.of("spike-all", "spike-category", "spike-department", "disputes-close")) {
                assertThat(found(rule, BEGIN.plusDays(day)))
                        .as(rule + " on day " + day)
                        .isEmpty();
            }
        }
    }

    @Test
    void spikeOfASubjectWarnsOnTheDayOnWhichItsLimitIsReachedAndNotBefore() {
        quiet(BEGIN, 400, new Random(7));
        LocalDate monday = LocalDate.of(2026, 11, 2);
        for (int day = 0; day < 4; day++) {
            for (int i = 0; i < 4; i++) {
                add(monday.plusDays(day), "C2", "surgery", List.of());
            }
        }

        List<LocalDate> warned = new ArrayList<>();
        for (int day = -7; day < 7; day++) {
            List<UnusualCount> found = found("spike-category", monday.plusDays(day));
            found.forEach(one -> assertThat(one.subject()).isEqualTo("C2"));
            if (!found.isEmpty()) {
                warned.add(monday.plusDays(day));
                UnusualCount one = found.get(0);
                assertThat(one.count()).isGreaterThanOrEqualTo(one.limit());
                assertThat(one.from()).isEqualTo(monday);
                assertThat(one.numbers()).hasSize((int) one.count());
            }
        }

        // 12 on Wednesday are above the limit, 8 on Tuesday are not; it holds to the end of the week
        assertThat(warned).isNotEmpty().first().isIn(monday.plusDays(1), monday.plusDays(2), monday.plusDays(3));
        assertThat(warned).last().isEqualTo(monday.plusDays(6));
        assertThat(found("spike-category", warned.get(0).minusDays(1))).isEmpty();
    }

    @Test
    void hubThatHasJustBegunKnowsNothingOfWhatIsUsual() {
        for (int i = 0; i < 50; i++) {
            add(BEGIN.plusDays(20), "C2", "surgery", List.of("dispute"));
        }

        assertThat(found("spike-all", BEGIN.plusDays(20))).isEmpty();
        assertThat(found("disputes-close", BEGIN.plusDays(20))).isEmpty();
    }

    @Test
    void rareCasesThatFollowEachOtherSoonWarn() {
        quiet(BEGIN, 350, new Random(3));
        LocalDate day = BEGIN.plusDays(360);
        add(day.minusDays(4), "A2", "surgery", List.of("safety"));
        add(day.minusDays(1), "A2", "surgery", List.of("safety"));
        assertThat(found("safety-close", day)).isEmpty();

        add(day, "A2", "surgery", List.of("safety"));

        UnusualCount found = found("safety-close", day).get(0);
        assertThat(found.count()).isEqualTo(3);
        assertThat(found.from()).isEqualTo(day.minusDays(4));
        assertThat(found("safety-close", day.plusDays(60))).isEmpty();
    }

    @Test
    void everySingleCaseIsAWarningOfItsOwn() {
        add(BEGIN, "A2", "surgery", List.of("safety"));
        add(BEGIN.plusDays(1), "A2", "surgery", List.of("safety"));

        assertThat(found("safety", BEGIN.plusDays(1)))
                .extracting(UnusualCount::subject)
                .containsExactlyInAnyOrder("N-1", "N-2");
        assertThat(found("safety", BEGIN.plusDays(30)))
                .extracting(UnusualCount::subject)
                .containsExactly("N-2");
    }

    @Test
    void institutionThatIsLessSatisfiedThanTheOthersIsWarnedAndTheOthersAreNot() {
        for (int i = 0; i < 60; i++) {
            satisfied("91310000000000001A", i % 10 == 0 ? "0" : "3");
            satisfied("91310000000000002B", i % 10 == 0 ? "0" : "3");
            satisfied("91310000000000003C", i % 2 == 0 ? "0" : "3");
        }

        assertThat(found("satisfaction-low", BEGIN.plusDays(5)))
                .extracting(UnusualCount::institution, UnusualCount::count, UnusualCount::of)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("91310000000000003C", 30L, 60L));
    }

    @Test
    void casesOfStaffAndOfOtherKindsAreNotCounted() {
        quiet(BEGIN, 300, new Random(5));
        LocalDate day = BEGIN.plusDays(303);
        for (int i = 0; i < 40; i++) {
            add(day, "C2", "surgery", List.of("staffInternal"));
        }

        assertThat(found("spike-all", day)).isEmpty();
    }

    private List<UnusualCount> found(String rule, LocalDate day) {
        RuleLook look = new RuleLook(RULES.named(rule).orElseThrow(), day);
        facts.forEach(look::add);
        return look.found();
    }

    /** About nine complaints a week over six subjects and four departments, a dispute about every fortnight. */
    private void quiet(LocalDate from, int days, Random random) {
        String[] categories = {"A1", "A2", "B1", "C1", "C2", "D1"};
        String[] departments = {"surgery", "medicine", "emergency", "paediatrics"};
        for (int day = 0; day < days; day++) {
            int count = 0;
            for (int i = 0; i < 8; i++) {
                count += random.nextInt(6) == 0 ? 1 : 0;
            }
            for (int i = 0; i < count; i++) {
                List<String> flags = random.nextInt(20) == 0 ? List.of("dispute") : List.of();
                add(
                        from.plusDays(day),
                        categories[random.nextInt(categories.length)],
                        departments[random.nextInt(departments.length)],
                        flags);
            }
        }
    }

    private void add(LocalDate day, String category, String department, List<String> flags) {
        facts.add(fact("91310000000000001A", day, category, department, flags, ""));
    }

    @Test
    void thirdComplaintOfOneComplainantWarnsOfThatCaseAlone() {
        add(BEGIN, "C2", "surgery", List.of());
        repeats = List.of("caller");
        add(BEGIN.plusDays(1), "C2", "surgery", List.of());
        repeats = List.of("caller", "caller-third");
        add(BEGIN.plusDays(2), "C2", "surgery", List.of());
        repeats = List.of("caller");
        add(BEGIN.plusDays(3), "C2", "surgery", List.of());

        assertThat(found("repeated-complainant", BEGIN.plusDays(3)))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.subject()).isEqualTo("N-3");
                    assertThat(one.numbers()).containsExactly("N-3");
                });
        assertThat(found("repeated-complainant", BEGIN.plusDays(60))).isEmpty();
    }

    private void satisfied(String institution, String satisfaction) {
        facts.add(fact(institution, BEGIN, "C2", "surgery", List.of(), satisfaction));
    }

    private Fact fact(
            String institution,
            LocalDate day,
            String category,
            String department,
            List<String> flags,
            String satisfaction) {
        number++;
        return new Fact(
                institution,
                "",
                "N-" + number,
                day,
                "phone",
                "complaint",
                List.of(category),
                List.of(department),
                List.of(),
                flags,
                "received",
                List.of(),
                List.of(),
                "",
                "",
                List.of(),
                flags.contains("staffInternal") ? "staff" : "patient",
                "",
                List.of(),
                List.of(),
                null,
                "",
                satisfaction,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                repeats);
    }
}
