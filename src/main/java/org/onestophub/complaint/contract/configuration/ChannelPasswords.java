package org.onestophub.complaint.contract.configuration;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;

/** Gives channels the new passwords of their accounts at mail and file servers, while they run. */
public interface ChannelPasswords {

    /** Longest password, in characters. */
    int LONGEST = 1_000;

    /**
     * What became of it.
     *
     * @param changed whether the channel uses the new password; if not, it has the one before
     * @param test the last test: of the channel with the new password, or the one that the new password failed
     */
    @Schema(name = "PasswordChange")
    record Change(boolean changed, ConnectionReport test) {}

    /** Names of channels that run with a password which can be changed here. */
    Set<String> channels();

    /**
     * Logs in with a password where the channel does. If the server takes it, it is kept in the place of the old one, which the
     * channel uses from its next login on, and the channel is tested as it is then. If that fails, the old one is put back.
     *
     * @param password 1 to {@link #LONGEST} characters, no control characters
     * @param by who wants it
     * @throws org.onestophub.problem.ProblemException AC-103 if the channel does not run or has no account with a password, AC-104
     *     for a password that cannot be one, CH-104 if the old one is not in a file that the hub may change, CH-310 if the
     *     channel is tested already
     */
    Change change(String channel, String password, String by);
}
