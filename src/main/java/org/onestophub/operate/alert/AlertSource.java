package org.onestophub.operate.alert;

import java.time.Instant;
import java.util.List;

/** Looks at one side of the hub. What it does not mention any more is not there any more. */
interface AlertSource {

    /**
     * How everything stands now.
     * @throws org.springframework.dao.DataAccessException if the database does not answer
     */
    List<AlertObservation> look(Instant now);
}
