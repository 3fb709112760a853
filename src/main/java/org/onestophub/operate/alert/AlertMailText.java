package org.onestophub.operate.alert;

import java.util.List;

/** Changes in the words of a mail. */
final class AlertMailText {

    private AlertMailText() {}

    static String of(List<AlertChange> changes) {
        StringBuilder text = new StringBuilder();
        for (AlertChange change : changes) {
            text.append(change.change()).append("  ").append(change.condition());
            if (!change.subject().isEmpty()) {
                text.append("  ").append(change.subject());
            }
            if (!change.code().isEmpty()) {
                text.append("  ").append(change.code());
            }
            text.append('\n').append("  ").append(change.meaning()).append('\n');
            if (!change.unit().equals("none")) {
                text.append("  ").append(change.amount()).append(' ').append(change.unit());
                text.append(change.threshold() > 0 ? ", alert from " + change.threshold() + " on\n" : "\n");
            }
            text.append("  at ").append(change.at());
            text.append(change.alertId() == 0 ? "\n\n" : ", alert " + change.alertId() + "\n\n");
        }
        return text.append("GET /api/ops/v1/alerts has all of them; docs/operations.md says what to do.\n")
                .toString();
    }
}
