package org.onestophub.intake.source.web;

import java.util.Optional;
import java.util.function.Supplier;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;

/** The position of one channel in {@link PullPositionTable}; without a table it lasts as long as the hub runs. */
final class KeptPosition implements PullLook.Positions {

    private final Optional<PullPositionTable> table;
    private final String channel;
    private final Supplier<String> source;
    private String last = "";

    /** @param source address and account: under another one the position means nothing */
    KeptPosition(Optional<PullPositionTable> table, String channel, Supplier<String> source) {
        this.table = table;
        this.channel = channel;
        this.source = source;
    }

    @Override
    public String get() {
        try {
            return table.isEmpty()
                    ? last
                    : table.get().of(channel, source.get()).orElse("");
        } catch (DataAccessException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    @Override
    public void move(String position) {
        last = position;
        try {
            table.ifPresent(rows -> rows.move(channel, source.get(), position));
        } catch (DataAccessException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }
}
