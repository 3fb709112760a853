package org.onestophub.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.onestophub.log.HubLog;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Who may log in to the embedded PostgreSQL: the hub, and accounts that the settings name. Hubs of earlier versions made
 * their cluster open to every account of the machine for the seconds of the first start. An account made in that time
 * would still be there, so the start looks for it.
 */
final class DatabaseLogins {

    private static final HubLog LOG = HubLog.of("store");
    private static final String RULES = "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n";

    private DatabaseLogins() {}

    /** Writes {@code pg_hba.conf} anew if it differs: over TCP on loopback only, and never without a password. */
    static void askForPasswords(Path folder) throws IOException {
        Path file = folder.resolve("pg_hba.conf");
        if (Files.exists(file) && Files.readString(file).equals(RULES)) {
            return;
        }
        Path part = Files.createTempFile(folder, "pg_hba", ".part");
        try {
            Files.writeString(part, RULES);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        LOG.event("logins-closed");
    }

    /**
     * Looks at every account that may log in or has all rights.
     *
     * @param known names besides {@code own} that may log in; none of them may have all rights
     * @throws ProblemException CH-212 with the names of the others
     */
    static void check(String url, String own, String password, Set<String> known) throws IOException {
        List<String> strangers = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url, own, password);
                PreparedStatement roles = connection.prepareStatement(
                        "select rolname, rolsuper or rolcreaterole or rolreplication or rolbypassrls from pg_roles"
                                + " where rolname <> ? and (rolcanlogin or rolsuper) order by rolname")) {
            roles.setString(1, own);
            try (ResultSet row = roles.executeQuery()) {
                while (row.next()) {
                    if (row.getBoolean(2) || !known.contains(row.getString(1))) {
                        strangers.add(row.getString(1));
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException("the accounts of the embedded database cannot be read, state " + e.getSQLState());
        }
        if (!strangers.isEmpty()) {
            throw new ProblemException(Problem.DATABASE_UNKNOWN_LOGIN, String.join(", ", strangers));
        }
    }
}
