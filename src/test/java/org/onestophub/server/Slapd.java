package org.onestophub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.support.FreePort;

/**
 * OpenLDAP (Debian: slapd) with the people and groups of a small hospital, run as the user of the test on free ports of
 * loopback: one for ldap, with StartTLS, and one for ldaps. Every person's password is {@link #PASSWORD}.
 */
public final class Slapd implements AutoCloseable {

    public static final String PASSWORD = "p+a%s#w&o=r?d {x}";
    public static final String HUB_DN = "cn=hub,dc=hospital,dc=example";
    public static final String HUB_PASSWORD = "hub-reads";
    public static final String PEOPLE = "ou=people,dc=hospital,dc=example";
    public static final String GROUPS = "ou=groups,dc=hospital,dc=example";

    private static final String CERTIFICATE = "server.pem";

    private final List<String> command;
    private final Path folder;
    private final int port;
    private final int tlsPort;
    private @Nullable ServerProgram program;

    private Slapd(List<String> command, Path folder, int port, int tlsPort) {
        this.command = command;
        this.folder = folder;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /** A running server. */
    public static Slapd start() throws IOException, InterruptedException {
        return start(true);
    }

    /** A running server without a certificate. */
    public static Slapd startWithoutTls() throws IOException, InterruptedException {
        return start(false);
    }

    private static Slapd start(boolean withTls) throws IOException, InterruptedException {
        Path slapd = ServerProgram.find("slapd", "slapd");
        Path slapadd = ServerProgram.find("slapadd", "slapd");
        Path folder = ServerProgram.openFolder("slapd");
        Files.createDirectory(folder.resolve("db"));
        Path certificate = folder.resolve(CERTIFICATE);
        Path key = folder.resolve("server.key");
        // the key that keytool makes lacks what GnuTLS wants of it
        ServerProgram.output(
                ServerProgram.find("openssl", "openssl").toString(),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "30",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        Path settings = Files.writeString(folder.resolve("slapd.conf"), """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                moduleload ppolicy
                %1$s
                %2$s
                pidfile $DIR/slapd.pid
                database mdb
                maxsize 10485760
                suffix "dc=hospital,dc=example"
                rootdn "cn=root,dc=hospital,dc=example"
                directory $DIR/db
                overlay ppolicy
                ppolicy_default "cn=policy,dc=hospital,dc=example"
                access to attrs=userPassword by anonymous auth by * none
                access to * by dn.exact="%3$s" read by self read by * none
                """.formatted(
                        withTls ? "TLSCertificateFile " + certificate : "",
                        withTls ? "TLSCertificateKeyFile " + key : "",
                        HUB_DN)
                .replace("$DIR", folder.toString()));
        Path entries = Files.writeString(folder.resolve("entries.ldif"), entries());
        ServerProgram.output(slapadd.toString(), "-f", settings.toString(), "-l", entries.toString());
        int port = FreePort.next();
        int tlsPort = withTls ? FreePort.next() : port;
        List<String> command = List.of(
                slapd.toString(),
                "-d",
                "0",
                "-f",
                settings.toString(),
                "-h",
                "ldap://127.0.0.1:" + port + (withTls ? "/ ldaps://127.0.0.1:" + tlsPort + "/" : "/"));
        Slapd server = new Slapd(command, folder, port, tlsPort);
        server.resume();
        return server;
    }

    /** Starts it again after {@link #stop}. */
    public void resume() throws IOException {
        // the settings of clients on this machine may name authorities, which would be half of TLS
        program = ServerProgram.start(folder, tlsPort, Map.of("LDAPNOINIT", "1"), command);
    }

    /** Stops it, with all that it knows. */
    public void stop() {
        if (program != null) {
            program.close();
        }
    }

    private static String entries() {
        return """
                dn: dc=hospital,dc=example
                objectClass: dcObject
                objectClass: organization
                o: hospital

                dn: cn=policy,dc=hospital,dc=example
                objectClass: device
                objectClass: pwdPolicy
                pwdAttribute: userPassword
                pwdLockout: TRUE
                pwdMaxFailure: 5

                dn: %1$s
                objectClass: organizationalRole
                objectClass: simpleSecurityObject
                userPassword: %2$s

                dn: ou=people,dc=hospital,dc=example
                objectClass: organizationalUnit

                dn: ou=groups,dc=hospital,dc=example
                objectClass: organizationalUnit

                dn: cn=elsewhere,ou=people,dc=hospital,dc=example
                objectClass: referral
                objectClass: extensibleObject
                ref: ldap://192.0.2.1/ou=people,dc=elsewhere,dc=example

                """.formatted(HUB_DN, HUB_PASSWORD)
                + person("Zhang San", "zhang.san", "")
                + person("Li Si", "li.si", "")
                + person("Wang Wu", "wang.wu", "")
                + person("Both", "both", "")
                + person("Same One", "same", "")
                + person("Same Two", "same", "")
                + person("Gone", "gone", "pwdAccountLockedTime: 000001010000Z\n")
                + group("it", "Zhang San", "Gone", "Same One")
                + group("night", "Zhang San")
                + group("clinic", "Both", "Li Si")
                + group("ward", "Both");
    }

    private static String person(String cn, String uid, String more) {
        return """
                dn: cn=%1$s,%2$s
                objectClass: inetOrgPerson
                sn: %1$s
                uid: %3$s
                userPassword: %4$s
                %5$s
                """.formatted(cn, PEOPLE, uid, PASSWORD, more);
    }

    private static String group(String cn, String... members) {
        StringBuilder text = new StringBuilder("dn: cn=%s,%s\nobjectClass: groupOfNames\n".formatted(cn, GROUPS));
        for (String member : members) {
            text.append("member: cn=").append(member).append(',').append(PEOPLE).append('\n');
        }
        return text.append('\n').toString();
    }

    /** Where it is reached over TLS. */
    public String address() {
        return "ldaps://localhost:" + tlsPort;
    }

    /** Where it is reached without TLS at first. */
    public String plainAddress() {
        return "ldap://localhost:" + port;
    }

    /** The certificate that clients trust. */
    public Path certificate() {
        return folder.resolve(CERTIFICATE);
    }

    @Override
    public void close() throws IOException {
        stop();
        ServerProgram.remove(folder);
    }
}
