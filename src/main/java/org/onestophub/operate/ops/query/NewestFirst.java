package org.onestophub.operate.ops.query;

import java.util.List;
import java.util.function.Function;

/**
 * A page of what has certain words, the newest first. Words that very many rows have are found among the newest ones: the index
 * of words would find all that match and order them before the first page. What the newest cannot answer is asked of all.
 */
final class NewestFirst {

    /** So many fill a page of 50 if one row in twenty has the words, and cost some 15 ms where none has them. */
    static final int ROWS = 1_000;

    private NewestFirst() {}

    /**
     * The first rows that match, by arrival.
     *
     * @param newest where rows come from: the newest {@link #ROWS} of {@code all} that fulfil conditions which an index of
     *     arrivals answers; {@code among} has these conditions too
     * @param all where rows come from: the table
     * @param most rows
     * @param among the rows that match, {@code most} at most, of one of the two
     */
    static <T> List<T> rows(String newest, String all, int most, Function<String, List<T>> among) {
        if (most <= ROWS) {
            List<T> rows = among.apply(newest);
            if (rows.size() == most) {
                return rows;
            }
        }
        return among.apply(all);
    }
}
