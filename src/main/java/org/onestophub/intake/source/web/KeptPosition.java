package org.onestophub.intake.source.web;

import java.util.Optional;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;

/** The position of one channel in {@link PullPositionTable}; without a table it lasts as long as the hub runs. */
final class KeptPosition implements PullLook.Positions {

    private final Optional<PullPositionTable> table;
    private final HttpPull pull;
    private String last = "";

    KeptPosition(Optional<PullPositionTable> table, HttpPull pull) {
        this.table = table;
        this.pull = pull;
    }

    @Override
    public String get() {
        try {
            return table.isEmpty()
                    ? last
                    : table.get().of(pull.channel(), pull.source()).orElse("");
        } catch (DataAccessException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    @Override
    public void move(String position) {
        last = position;
        try {
            table.ifPresent(rows -> rows.move(pull.channel(), pull.source(), position));
        } catch (DataAccessException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }
}
