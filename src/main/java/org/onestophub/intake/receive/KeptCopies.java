package org.onestophub.intake.receive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Inbound.SameKey;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.EditedCopies;
import org.onestophub.intake.receive.ReceiptTable.Known;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** Keeps edited copies. A person waits for one at a time, so they need no place in a group of senders. */
@Component
class KeptCopies implements EditedCopies {

    private final Intake intake;
    private final ReceiptTable table;
    private final DataSource dataSource;

    KeptCopies(Intake intake, ReceiptTable table, DataSource dataSource) {
        this.intake = intake;
        this.table = table;
        this.dataSource = dataSource;
    }

    @Override
    public long keep(Receipt original, Content edited) {
        String sha256 = Digest.sha256(edited);
        String key = "edited:" + original.id() + ":sha256:" + sha256;
        // its facts have the institution of the original
        NewReceipt copy = intake.marked(
                new Inbound(edited, List.of(key), original.transport(), SameKey.KEEP_BOTH),
                original.channel(),
                original.mapping());
        if (!copy.refusal().isNone()) {
            throw new ProblemException(Problem.TOO_LARGE, "body");
        }
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            Known made = table.insertCopy(connection, copy, original.number());
            Known known = made == null ? table.repeat(copy.mapping().name(), copy.key(), copy.sha256()) : made;
            if (known == null) {
                // another copy with its key was pruned between the two statements
                throw new ProblemException(Problem.STORE_UNAVAILABLE);
            }
            return known.id();
        } catch (SQLException e) {
            // its message may quote
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
