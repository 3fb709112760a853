package org.onestophub.operate.alert;

import java.time.Instant;
import java.util.List;
import org.onestophub.complaint.contract.operations.OverdueAlarms;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/** Alarms about cases that did not reach anybody in time. */
@Component
class AlarmAlerts implements AlertSource {

    private final OverdueAlarms alarms;

    AlarmAlerts(OverdueAlarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public List<AlertObservation> look(Instant now) {
        return List.of(AlertObservation.most(
                AlertCondition.ALARM_OVERDUE, "", alarms.count(now), 1, Problem.ALARM_NOT_DELIVERED.code()));
    }
}
