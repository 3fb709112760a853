package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.complaint.list.CodeLists;

class SeenWarningTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));

    @ParameterizedTest
    @CsvSource({
        "department, 4, 4, false, true, false",
        "department, 5, 5, true, false, false",
        "'', 0, 9, true, false, false",
        "'', 5, 9, false, false, true",
        "'', 5, 10, true, false, false",
        "'', 3, 5, false, true, true",
        "complaint, 1, 1, true, false, false"
    })
    void pageAndFeedHideTheSameCounts(
            String kind, long count, long of, boolean isShown, boolean isFew, boolean leavesFew) {
        SeenWarning page = SeenWarning.of(row(kind, "03.04", count, of), LISTS);
        ObjectNode feed = SeenWarning.withoutSmallCounts(told(kind, count, of));

        assertThat(page.count() != null).isEqualTo(isShown);
        assertThat(page.limit() != null).isEqualTo(isShown);
        assertThat(page.expected() != null).isEqualTo(isShown);
        assertThat(page.of() != null).isEqualTo(isShown && of != count);
        assertThat(page.countBelow() != null).isEqualTo(isFew);
        assertThat(page.othersBelow() != null).isEqualTo(leavesFew);
        for (String field : new String[] {"count", "of", "expected", "limit"}) {
            assertThat(feed.has(field)).as(field).isEqualTo(isShown);
        }
        assertThat(feed.has("countBelow")).isEqualTo(isFew);
        assertThat(feed.has("othersBelow")).isEqualTo(leavesFew);
    }

    @Test
    void daysBecomeWeeksAndDepartmentsThoseOfTheFirstLevel() {
        SeenWarning seen = SeenWarning.of(row("department", "03.04", 7, 7), LISTS);

        assertThat(seen.subject()).isEqualTo("03");
        assertThat(seen.raisedWeek()).as("the day in China").isEqualTo("2026-W48");
        assertThat(seen.fromWeek()).isEqualTo("2026-W47");
        assertThat(SeenWarning.of(row("department", "none", 7, 7), LISTS).subjectKind())
                .as("a code that the list does not have")
                .isNull();
    }

    private static Warnings.Row row(String kind, String subject, long count, long of) {
        return new Warnings.Row(
                1,
                "rule",
                "规则",
                "rule",
                "",
                "",
                kind,
                subject,
                "raised",
                Instant.parse("2026-11-22T17:30:00Z"),
                count,
                of,
                1.5,
                3,
                LocalDate.of(2026, 11, 16),
                LocalDate.of(2026, 11, 22),
                null,
                null,
                false,
                true);
    }

    private static ObjectNode told(String kind, long count, long of) {
        return new ObjectMapper()
                .createObjectNode()
                .put("kind", kind)
                .put("count", count)
                .put("of", of)
                .put("expected", 1.5)
                .put("limit", 3);
    }
}
