package org.onestophub.loop.report;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How much work the script's first institution writes down for its quarter; of one department a month is missing. */
final class Work {

    private static final Map<String, List<Integer>> VISITS = Map.of(
            "", List.of(10_000, 11_000, 12_000),
            "03", List.of(3_000, 3_100, 3_200),
            "04", List.of(2_000, 2_000),
            "20", List.of(900, 900, 950));
    private static final Map<String, List<Integer>> DISCHARGES = Map.of("", List.of(500, 600, 700));

    private Work() {}

    static void writeDown(JdbcClient jdbc) {
        VISITS.forEach((department, months) -> {
            for (int i = 0; i < months.size(); i++) {
                YearMonth month = YearMonth.of(2026, 7).plusMonths(i);
                String said = "{\"month\":\"" + month + "\",\"visits\":" + months.get(i)
                        + (DISCHARGES.containsKey(department)
                                ? ",\"discharges\":"
                                        + DISCHARGES.get(department).get(i)
                                : "")
                        + (department.isEmpty() ? "" : ",\"department\":\"" + department + "\"") + "}";
                jdbc.sql(
                                "insert into register_entry (institution, register, entry_key, revision, from_day, until_day, said,"
                                        + " receipt_id, confirmed_by, place, entered_at) values (:institution, 'denominators', :key, 1,"
                                        + " cast(:from as date), cast(:until as date), cast(:said as jsonb), 1, 1, '', now())")
                        .param("institution", Told.FIRST)
                        .param("key", month + " " + department)
                        .param("from", month.atDay(1).toString())
                        .param("until", month.atEndOfMonth().toString())
                        .param("said", said)
                        .update();
            }
        });
    }

    static boolean isMeasure(String measure) {
        return measure.equals("visits") || measure.equals("discharges") || measure.startsWith("complaints-per");
    }

    /** What a row of a table by month or by the top of departments must say of a measure, with so many complaints in it. */
    static OptionalDouble value(String measure, String dimension, String row, int complaints) {
        boolean isOfVisits = measure.contains("visits");
        OptionalDouble of = sum(isOfVisits ? VISITS : DISCHARGES, dimension, row);
        if (!measure.startsWith("complaints-per") || of.isEmpty()) {
            return of;
        }
        return OptionalDouble.of(complaints * (isOfVisits ? 1000.0 : 100.0) / of.getAsDouble());
    }

    private static OptionalDouble sum(Map<String, List<Integer>> work, String dimension, String row) {
        boolean isMonth = dimension.equals("month") && !row.equals("total");
        List<Integer> months =
                work.get(dimension.equals("month") || row.equals("total") ? "" : row.isEmpty() ? "none" : row);
        if (months == null || months.size() < 3) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                isMonth
                        ? months.get(Integer.parseInt(row.substring(5)) - 7)
                        : months.stream().mapToInt(one -> one).sum());
    }
}
