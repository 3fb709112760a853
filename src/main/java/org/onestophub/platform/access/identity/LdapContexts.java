package org.onestophub.platform.access.identity;

import java.util.Hashtable;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.onestophub.platform.access.identity.LoginProperties.Ldap;
import org.onestophub.platform.remote.TrustedCertificates;
import org.springframework.ldap.core.support.LdapContextSource;

/**
 * Connections to the directory, each for one question: bounded in time, following no referral, trusting whom the settings
 * say. Java takes the maker of sockets only as the name of a class, which is why a thread carries ours.
 */
final class LdapContexts extends LdapContextSource {

    private final SSLSocketFactory trusted;

    LdapContexts(Ldap settings) {
        this.trusted =
                TrustedCertificates.of(settings.certificateFile()).context().getSocketFactory();
        String millis = Long.toString(settings.timeout().toMillis());
        setUrls(settings.addresses().toArray(String[]::new));
        setUserDn(settings.bindDn());
        setPassword(settings.bindPassword());
        setPooled(false);
        setReferral("ignore");
        if (settings.demandsTls()) {
            setAuthenticationStrategy(new StartTls(trusted, settings.timeout()));
        }
        setBaseEnvironmentProperties(Map.of(
                "com.sun.jndi.ldap.connect.timeout",
                millis,
                "com.sun.jndi.ldap.read.timeout",
                millis,
                "java.naming.ldap.factory.socket",
                Sockets.class.getName(),
                "java.naming.ldap.attributes.binary",
                "objectGUID"));
        afterPropertiesSet();
    }

    @Override
    protected DirContext getDirContextInstance(Hashtable<String, Object> environment) throws NamingException {
        String url = String.valueOf(environment.get("java.naming.provider.url"));
        Sockets.MAKER.set(url.startsWith("ldaps:") ? trusted : SocketFactory.getDefault());
        try {
            return super.getDirContextInstance(environment);
        } finally {
            Sockets.MAKER.remove();
        }
    }

    /** Found by its name. */
    public static final class Sockets {

        private static final ThreadLocal<SocketFactory> MAKER = new ThreadLocal<>();

        private Sockets() {}

        /**
         * The maker of sockets for the connection that this thread opens.
         * @throws NoSuchElementException if it opens none: where a connection over TLS breaks, JNDI would open another one
         *     without, and send the password
         */
        public static SocketFactory getDefault() {
            return Optional.ofNullable(MAKER.get()).orElseThrow();
        }
    }
}
