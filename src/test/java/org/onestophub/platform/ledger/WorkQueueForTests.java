package org.onestophub.platform.ledger;

import org.onestophub.complaint.contract.WorkQueue;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives tests of other rooms the real table of work. */
public final class WorkQueueForTests {

    private WorkQueueForTests() {}

    /** The table in that database. */
    public static WorkQueue in(JdbcTemplate database) {
        return in(JdbcClient.create(database));
    }

    /** The table in that database. */
    public static WorkQueue in(JdbcClient database) {
        return new WorkQueueTable(database);
    }
}
