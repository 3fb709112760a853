package org.onestophub.loop.report;

/**
 * Which numbers of a table are not shown. A small number is hidden; where the others and the sum would tell it, more are hidden
 * with it: in each line that ends in its sum at least two, and together not less than the bound.
 */
final class HiddenNumbers {

    private final long[][] values;
    private final boolean[][] hidden;
    private final int below;

    private HiddenNumbers(long[][] values, boolean[][] small, int below) {
        this.values = values;
        this.hidden = small;
        this.below = below;
    }

    /**
     * What is hidden of a grid.
     *
     * @param values the last row holds the sums of columns, and the last column the sums of rows if {@code rowsHaveSums}
     * @param small what is hidden in any case; it is changed
     */
    static boolean[][] of(long[][] values, boolean[][] small, boolean rowsHaveSums, int below) {
        HiddenNumbers hiding = new HiddenNumbers(values, small, below);
        boolean isChanged = below > 0;
        while (isChanged) {
            isChanged = false;
            for (int column = 0; column < values[0].length; column++) {
                isChanged |= hiding.protect(column, true);
            }
            for (int row = 0; rowsHaveSums && row < values.length; row++) {
                isChanged |= hiding.protect(row, false);
            }
        }
        return small;
    }

    /** Hides one more number of a line if what is hidden there could be reckoned from the rest. */
    private boolean protect(int line, boolean isColumn) {
        int length = isColumn ? values.length : values[0].length;
        int count = 0;
        long sum = 0;
        int next = -1;
        for (int i = 0; i < length; i++) {
            boolean isSum = i == length - 1;
            if (isHidden(line, i, isColumn)) {
                count++;
                sum += isSum ? below : value(line, i, isColumn);
            } else if (next < 0 || isBefore(line, i, next, length, isColumn)) {
                next = i;
            }
        }
        if (count == 0 || count > 1 && sum >= below || next < 0) {
            return false;
        }
        if (isColumn) {
            hidden[next][line] = true;
        } else {
            hidden[line][next] = true;
        }
        return true;
    }

    /** The next to be hidden is the smallest of those that are not zero; then one that is zero; last of all the sum. */
    private boolean isBefore(int line, int one, int other, int length, boolean isColumn) {
        return rank(line, one, length, isColumn) < rank(line, other, length, isColumn);
    }

    private long rank(int line, int i, int length, boolean isColumn) {
        if (i == length - 1) {
            return Long.MAX_VALUE;
        }
        long value = value(line, i, isColumn);
        return value == 0 ? Long.MAX_VALUE - 1 : value;
    }

    private long value(int line, int i, boolean isColumn) {
        return isColumn ? values[i][line] : values[line][i];
    }

    private boolean isHidden(int line, int i, boolean isColumn) {
        return isColumn ? hidden[i][line] : hidden[line][i];
    }
}
