package org.onestophub.complaint.contract.configuration;

import java.util.Map;

/** Tests the connection to a mailbox that no channel reads yet, in the way of {@link ConnectionTester}. */
public interface MailboxTester {

    /**
     * Tries a mailbox.
     *
     * @param channel name that the report has
     * @param values the settings of such a channel by their names, all of them, with the password itself
     * @throws org.onestophub.problem.ProblemException CH-310 if it is tested already
     */
    ConnectionReport mailbox(String channel, Map<String, String> values);
}
