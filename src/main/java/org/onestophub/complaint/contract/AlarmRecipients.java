package org.onestophub.complaint.contract;

import java.util.Collection;
import java.util.List;

/** Who is reached in which role. Read when an alarm is handed over, so that the ledger has no addresses. */
public interface AlarmRecipients {

    /**
     * How those in these roles are reached, each address once, in the order of the roles.
     *
     * @param institution unified social credit code of the case's institution, empty if it has none
     * @param roles codes of list {@code duty-role}
     */
    Reach reach(String institution, Collection<String> roles);

    /**
     * Addresses of people.
     *
     * @param mails mail addresses
     * @param mobiles mobile phones
     */
    record Reach(List<String> mails, List<String> mobiles) {

        @Override
        public String toString() {
            return "Reach";
        }
    }
}
