package org.onestophub.operate.alert;

import java.time.Instant;

/**
 * One change of an alert, as it is sent: codes, names of channels and numbers, and nothing else.
 *
 * @param alertId number of the alert; 0: it could not be written down
 * @param change {@code raised} or {@code resolved}
 */
record AlertChange(
        long alertId,
        String change,
        String condition,
        String subject,
        String meaning,
        String code,
        long amount,
        long threshold,
        String unit,
        Instant at) {}
