package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HiddenNumbersTest {

    private static final int BELOW = 5;

    @Test
    void oneSmallNumberTakesTheNextSmallestWithIt() {
        long[][] values = {{40}, {9}, {2}, {0}, {51}};

        assertThat(hiddenOf(values)).isEqualTo(new boolean[][] {{false}, {true}, {true}, {false}, {false}});
    }

    @Test
    void twoOnesAloneWouldBeToldByTheirSum() {
        long[][] values = {{40}, {1}, {1}, {9}, {51}};

        assertThat(hiddenOf(values)).isEqualTo(new boolean[][] {{false}, {true}, {true}, {true}, {false}});
    }

    @Test
    void noNumbersAreHiddenWhereNoneIsSmall() {
        assertThat(hiddenOf(new long[][] {{40}, {0}, {40}})).isEqualTo(new boolean[][] {{false}, {false}, {false}});
    }

    @Test
    void noLineOfAGridTellsAHiddenNumber() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            long[][] values = grid(random, 2 + random.nextInt(5), 2 + random.nextInt(5));
            boolean[][] hidden = HiddenNumbers.of(values, small(values), true, BELOW);

            for (int row = 0; row < values.length; row++) {
                int line = row;
                assertProtected(hidden[row], values[row], "row " + line + " of " + Arrays.deepToString(values));
            }
            for (int column = 0; column < values[0].length; column++) {
                boolean[] flags = new boolean[values.length];
                long[] numbers = new long[values.length];
                for (int row = 0; row < values.length; row++) {
                    flags[row] = hidden[row][column];
                    numbers[row] = values[row][column];
                }
                assertProtected(flags, numbers, "column " + column + " of " + Arrays.deepToString(values));
            }
        }
    }

    private static void assertProtected(boolean[] hidden, long[] values, String where) {
        int count = 0;
        for (int i = 0; i < hidden.length; i++) {
            count += hidden[i] ? 1 : 0;
            assertThat(values[i] > 0 && values[i] < BELOW && !hidden[i])
                    .as(where)
                    .isFalse();
        }
        assertThat(count).as(where).isNotEqualTo(1);
    }

    private static boolean[][] hiddenOf(long[][] values) {
        return HiddenNumbers.of(values, small(values), false, BELOW);
    }

    private static boolean[][] small(long[][] values) {
        boolean[][] small = new boolean[values.length][values[0].length];
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[0].length; column++) {
                small[row][column] = values[row][column] > 0 && values[row][column] < BELOW;
            }
        }
        return small;
    }

    /** Numbers with the sums of rows and columns. */
    private static long[][] grid(Random random, int rows, int columns) {
        long[][] values = new long[rows + 1][columns + 1];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row][column] = random.nextInt(4) == 0 ? random.nextInt(5) : random.nextInt(30);
                values[row][columns] += values[row][column];
                values[rows][column] += values[row][column];
                values[rows][columns] += values[row][column];
            }
        }
        return values;
    }
}
