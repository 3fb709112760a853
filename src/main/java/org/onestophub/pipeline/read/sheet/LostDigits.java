package org.onestophub.pipeline.read.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.onestophub.pipeline.read.sheet.SheetTable.Found;
import org.onestophub.problem.Problem;

/**
 * Numbers of orders that are whole again only to the eye: a spreadsheet kept 15 digits of them and wrote zeros for the
 * rest. Two orders would have one number, and one citizen's words would be in another's case.
 */
final class LostDigits {

    private static final int KEPT = 15;

    /** More zeros than these at the end are no chance. */
    private static final int BY_CHANCE = 2;

    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{16,}");
    private static final Pattern ZEROS = Pattern.compile("0+");

    private LostDigits() {}

    /** The same, with those stopped whose number lost its digits. */
    static List<Found> judged(List<Found> rows, String field) {
        List<String> numbers = rows.stream()
                .filter(row -> row.candidate().isSound())
                .map(row -> numberOf(row, field))
                .filter(number -> LONG_NUMBER.matcher(number).matches())
                .toList();
        boolean allEndInZeros = numbers.size() > 1 && numbers.stream().allMatch(number -> zeros(number) > 0);
        if (!allEndInZeros && numbers.stream().noneMatch(number -> zeros(number) > BY_CHANCE)) {
            return rows;
        }
        List<Found> judged = new ArrayList<>(rows.size());
        for (Found row : rows) {
            int zeros = row.candidate().isSound() ? zeros(numberOf(row, field)) : 0;
            judged.add(zeros > BY_CHANCE || zeros > 0 && allEndInZeros ? row.stopped(Problem.DIGITS_LOST, field) : row);
        }
        return judged;
    }

    private static String numberOf(Found row, String field) {
        return row.candidate().view().path(field).asText("");
    }

    /** How many digits behind the first fifteen are zeros, if all are. */
    private static int zeros(String number) {
        return LONG_NUMBER.matcher(number).matches()
                        && ZEROS.matcher(number.substring(KEPT)).matches()
                ? number.length() - KEPT
                : 0;
    }
}
