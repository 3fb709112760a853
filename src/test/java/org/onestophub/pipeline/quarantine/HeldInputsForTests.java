package org.onestophub.pipeline.quarantine;

import org.onestophub.complaint.contract.HeldInputs;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives tests of other rooms the real quarantine's table. */
public final class HeldInputsForTests {

    private HeldInputsForTests() {}

    /** The table in that database. */
    public static HeldInputs in(JdbcTemplate database) {
        return new HeldTable(JdbcClient.create(database));
    }
}
