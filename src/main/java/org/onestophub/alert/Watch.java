package org.onestophub.alert;

import java.time.Instant;
import java.util.List;

/** Looks at one side of the hub. What it does not mention any more is not there any more. */
interface Watch {

    /**
     * How everything stands now.
     * @throws org.springframework.dao.DataAccessException if the database does not answer
     */
    List<Observation> look(Instant now);
}
