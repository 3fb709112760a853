package org.onestophub.complaint.contract.configuration;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tests the connection to a system that no channel reads yet, in the way of {@link ConnectionTester}. The settings of such a
 * channel are given by their names, all that its connector needs, with the password itself. What says whom to trust may be
 * missing: then nobody is trusted, and no password goes out.
 */
public interface SourceTester {

    /**
     * A file of a folder, as an example of what will come.
     *
     * @param report the steps up to it
     * @param name of the file, empty if there is none
     * @param bytes what is in it, null if there is none
     */
    record Example(ConnectionReport report, String name, byte @Nullable [] bytes) {}

    /**
     * Tries a system.
     *
     * @param channel name that the report has
     * @param connector name of the connector
     * @throws org.onestophub.problem.ProblemException CH-310 if it is tested already, CH-207 if a file of host keys or certificates
     *     is missing or empty
     */
    ConnectionReport test(String channel, String connector, Map<String, String> values);

    /**
     * Tries a folder of files, and reads the one that has waited longest; it stays where it is.
     *
     * @param most bytes; a larger file is passed over
     * @throws org.onestophub.problem.ProblemException as {@link #test}
     */
    Example example(String channel, String connector, Map<String, String> values, int most);

    /**
     * By what a server is known; empty if it could not be reached or shows nothing.
     * @throws org.onestophub.problem.ProblemException CH-310 if it is tested already
     */
    Optional<ServerIdentity> identity(String channel, String connector, Map<String, String> values);
}
