package org.onestophub.outlet.district;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.IsoWeek;
import org.onestophub.complaint.SmallCounts;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.complaint.list.CodeLists;

/**
 * A warning as the district sees it: without small counts, with weeks in place of days, and with departments of the first level.
 * Source: decision 0107.
 *
 * @param subjectKind as of {@link Warnings.Row}; absent where it is about all cases
 * @param countBelow in place of a count that is small
 * @param othersBelow in place of a count that leaves few of those that it was compared with
 * @param of among how many, where that is not the same
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "DistrictWarning")
record SeenWarning(
        long id,
        String rule,
        String nameZh,
        String nameEn,
        String institution,
        String institutionName,
        @Nullable String subjectKind,
        @Nullable String subject,
        String state,
        String raisedWeek,
        @Nullable Long count,
        @Nullable Integer countBelow,
        @Nullable Integer othersBelow,
        @Nullable Long of,
        @Nullable Double expected,
        @Nullable Long limit,
        String fromWeek,
        String toWeek,
        @Nullable LocalDate dueDay,
        boolean overdue,
        boolean holds) {

    private static final String COMPLAINT = "complaint";
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** Which counts of a warning are shown. A warning about one complaint counts nothing else. */
    private record Shown(boolean isFew, boolean leavesFew) {

        static Shown of(String kind, long count, long of) {
            return new Shown(!kind.equals(COMPLAINT) && SmallCounts.isSmall(count), SmallCounts.isSmall(of - count));
        }

        boolean isAll() {
            return !isFew && !leavesFew;
        }
    }

    static SeenWarning of(Warnings.Row row, CodeLists lists) {
        Shown shown = Shown.of(row.subjectKind(), row.count(), row.of());
        String subject = row.subjectKind().equals("department")
                ? lists.named("department")
                        .flatMap(list -> list.top(row.subject()))
                        .orElse("")
                : row.subject();
        return new SeenWarning(
                row.id(),
                row.rule(),
                row.nameZh(),
                row.nameEn(),
                row.institution(),
                row.institutionName(),
                subject.isEmpty() ? null : row.subjectKind(),
                subject.isEmpty() ? null : subject,
                row.state(),
                week(row.raisedAt()),
                shown.isAll() ? row.count() : null,
                shown.isFew() ? SmallCounts.BELOW : null,
                shown.leavesFew() ? SmallCounts.BELOW : null,
                shown.isAll() && row.of() != row.count() ? row.of() : null,
                shown.isAll() && row.expected() > 0 ? row.expected() : null,
                shown.isAll() ? row.limit() : null,
                IsoWeek.of(row.from()),
                IsoWeek.of(row.to()),
                row.dueDay(),
                row.overdue(),
                row.holds());
    }

    private static String week(Instant at) {
        return IsoWeek.of(LocalDate.ofInstant(at, CHINA));
    }

    /** Takes the counts that are not shown out of a warning as its event tells it, before any mapping gets it. */
    static ObjectNode withoutSmallCounts(ObjectNode told) {
        long count = told.path("count").asLong();
        Shown shown =
                Shown.of(told.path("kind").asText(), count, told.path("of").asLong());
        if (shown.isFew()) {
            told.put("countBelow", SmallCounts.BELOW);
        }
        if (shown.leavesFew()) {
            told.put("othersBelow", SmallCounts.BELOW);
        }
        if (!shown.isAll()) {
            told.remove(List.of("count", "of", "expected", "limit"));
        }
        return told;
    }
}
