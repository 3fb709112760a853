package org.onestophub.platform.access.identity;

import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.ldap.LdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import javax.net.ssl.SSLSocketFactory;
import org.onestophub.platform.remote.Deadline;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.ldap.core.support.DirContextAuthenticationStrategy;
import org.springframework.ldap.support.LdapUtils;

/**
 * TLS at the common port of LDAP (RFC 4511, 4.14), demanded before anybody logs in over the connection. Spring's own takes
 * every refusal for a wrong password or a broken connection, and waits for ever for a server that falls silent meanwhile.
 */
final class StartTls implements DirContextAuthenticationStrategy {

    /** How JNDI begins the text of what a server answered; of a broken connection it says something else. */
    private static final String ANSWER = "[LDAP: error code";

    private final SSLSocketFactory trusted;
    private final Duration longest;

    StartTls(SSLSocketFactory trusted, Duration longest) {
        this.trusted = trusted;
        this.longest = longest;
    }

    @Override
    public void setupEnvironment(Hashtable<String, Object> environment, String userDn, String password) {
        // JNDI begins with a login of nobody, to find out the version, if none is said
        environment.put("java.naming.ldap.version", "3");
    }

    /**
     * The connection over TLS, logged in.
     * @throws ProblemException AC-205 if the server refuses TLS
     * @throws NamingException if the connection breaks, TLS is not agreed on, or the server refuses the login
     */
    @Override
    public DirContext processContextAfterCreation(DirContext context, String userDn, String password)
            throws NamingException {
        LdapContext line = (LdapContext) context;
        StartTlsResponse tls = demanded(line);
        try (Deadline end = Deadline.of(longest, () -> LdapUtils.closeContext(line))) {
            tls.negotiate(trusted);
        } catch (IOException e) {
            NamingException broken = new CommunicationException();
            broken.setRootCause(e);
            throw broken;
        }
        line.addToEnvironment(Context.SECURITY_AUTHENTICATION, "simple");
        line.addToEnvironment(Context.SECURITY_PRINCIPAL, userDn);
        line.addToEnvironment(Context.SECURITY_CREDENTIALS, password);
        line.reconnect(null);
        return line;
    }

    private static StartTlsResponse demanded(LdapContext line) throws NamingException {
        try {
            return (StartTlsResponse) line.extendedOperation(new StartTlsRequest());
        } catch (NamingException e) {
            if (String.valueOf(e.getMessage()).startsWith(ANSWER)) {
                LdapUtils.closeContext(line);
                throw new ProblemException(Problem.DIRECTORY_WITHOUT_TLS);
            }
            throw e;
        }
    }
}
