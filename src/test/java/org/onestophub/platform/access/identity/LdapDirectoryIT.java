package org.onestophub.platform.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.server.Slapd;
import org.onestophub.support.FreePort;
import org.onestophub.support.Hospitals;
import org.onestophub.support.TestTls;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;

/** The hospital's directory, asked at a real server. */
class LdapDirectoryIT {

    private static Slapd server;

    @BeforeAll
    static void start() throws Exception {
        server = Slapd.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void personIsKnownByWhatNeverChangesWithTheSumOfTheGroups() {
        Identity person = directory().check("zhang.san", Slapd.PASSWORD, new Counted());
        Identity again = directory().check("ZHANG.SAN", Slapd.PASSWORD, new Counted());

        assertThat(person.source()).isEqualTo("ldap");
        assertThat(person.name()).isEqualTo("zhang.san");
        assertThat(person.subject()).matches("[0-9a-f-]{36}").isEqualTo(again.subject());
        assertThat(person.grant()).isEqualTo(new Grant(List.of("audit", "configure", "operate", "view"), List.of()));
    }

    @Test
    void groupOfOneInstitutionGivesRightsThere() {
        assertThat(directory().check("li.si", Slapd.PASSWORD, new Counted()).grant())
                .isEqualTo(new Grant(List.of("view"), List.of(Hospitals.code(0))));
    }

    @Test
    void dnStandsForAPersonWhereThereIsNothingBetter() {
        assertThat(directory("id-attribute", "dn")
                        .check("li.si", Slapd.PASSWORD, new Counted())
                        .subject())
                .isEqualTo("cn=Li Si," + Slapd.PEOPLE);
        refused(Problem.DIRECTORY_ENTRY_UNUSABLE, directory("id-attribute", "employeeNumber"), "li.si");
    }

    @Test
    void personWithoutGroupAndPersonOfContradictingGroupsDoNotGetIn() {
        refused(Problem.GROUP_MISSING, directory(), "wang.wu");
        refused(Problem.GROUPS_CONTRADICT, directory(), "both");
    }

    @Test
    void twoEntriesOfOneNameAreNobody() {
        refused(Problem.DIRECTORY_ENTRY_UNUSABLE, directory(), "same");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong", "p+a%s#w&o=r?d {x} ", "P+A%S#W&O=R?D {X}"})
    void otherPasswordIsWrongAndAnEmptyOneToo(String password) {
        Counted counted = new Counted();

        assertThatThrownBy(() -> directory().check("zhang.san", password, counted))
                .isInstanceOf(BadCredentialsException.class);

        assertThat(counted.right).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "zhang*", "zhang.san)(uid=*", "zhang.san)(|(uid=*", "\\2a", "cn=elsewhere", "没有的人", "none"})
    void nameIsNeverPartOfTheFilter(String name) {
        Counted counted = new Counted();

        assertThatThrownBy(() -> directory().check(name, Slapd.PASSWORD, counted))
                .isInstanceOf(AuthenticationException.class);

        assertThat(counted.begun).as("attempts at an entry").isZero();
    }

    @Test
    void personWhomTheDirectoryLockedDoesNotGetIn() {
        assertThatThrownBy(() -> directory().check("gone", Slapd.PASSWORD, new Counted()))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void personWithTooManyAttemptsIsNotTriedAtTheDirectory() {
        Counted none = new Counted();
        none.left = 0;
        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(() -> directory().check("li.si", "wrong", none)).isInstanceOf(LockedException.class);
        }

        Counted counted = new Counted();
        // the directory locks after five: it has seen none of them
        assertThat(directory().check("li.si", Slapd.PASSWORD, counted).name()).isEqualTo("li.si");
        assertThat(counted.begun).isEqualTo(1);
        assertThat(counted.right).isEqualTo(1);
    }

    @Test
    void directoryOfAnotherAuthorityIsNotTrusted(@TempDir Path folder) throws Exception {
        String other = TestTls.make(folder).certificate().toString();

        refused(Problem.DIRECTORY_UNREACHABLE, directory("certificate-file", other), "li.si");
        refused(Problem.DIRECTORY_UNREACHABLE, directory("certificate-file", ""), "li.si");
    }

    @Test
    void certificateMustNameTheHost() {
        String byAnotherName = server.address().replace("localhost", "127.0.0.1");

        refused(Problem.DIRECTORY_UNREACHABLE, directory("url", byAnotherName), "li.si");
    }

    @Test
    void hubsOwnPasswordThatIsWrongIsToldFromThePersons() {
        refused(Problem.DIRECTORY_REFUSES_HUB, directory("bind-password", "wrong"), "li.si");
        assertThatThrownBy(() -> directory("bind-password", "wrong").look()).satisfies(LdapDirectoryIT::isRefusalOfHub);
        directory().look();
    }

    @Test
    void secondAddressIsTakenWhereTheFirstIsDown() throws IOException {
        LdapDirectory directory = directory("url", "ldaps://localhost:" + FreePort.next() + " " + server.address());

        assertThat(directory.check("li.si", Slapd.PASSWORD, new Counted()).name())
                .isEqualTo("li.si");
    }

    @Test
    void directoryThatIsDownIsNamed() throws IOException {
        refused(Problem.DIRECTORY_UNREACHABLE, directory("url", "ldaps://localhost:" + FreePort.next()), "li.si");
    }

    @Test
    void healthSaysWhetherPeopleOfTheDirectoryCanLogIn() throws IOException {
        assertThat(health("url", "").getStatus()).isEqualTo(Status.UP);
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        Health down = health("url", "ldaps://localhost:" + FreePort.next());
        assertThat(down.getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(down.getDetails()).containsEntry("ldap", "AC-302");
        assertThat(health("bind-password", "wrong").getDetails()).containsEntry("ldap", "AC-204");
    }

    private static Health health(String... changed) {
        return new LoginServices(login(settings(changed)), Clock.systemUTC()).health();
    }

    @Test
    @Timeout(30)
    void directoryThatSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            for (String scheme : List.of("ldaps", "ldap")) {
                LdapDirectory directory =
                        directory("url", scheme + "://localhost:" + silent.getLocalPort(), "timeout", "1s");
                refused(Problem.DIRECTORY_UNREACHABLE, directory, "li.si");
            }
        }
    }

    private static void refused(Problem problem, LdapDirectory directory, String name) {
        assertThatThrownBy(() -> directory.check(name, Slapd.PASSWORD, new Counted()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(problem));
    }

    private static void isRefusalOfHub(Throwable fault) {
        assertThat(((ProblemException) fault).problem()).isEqualTo(Problem.DIRECTORY_REFUSES_HUB);
    }

    private static LdapDirectory directory(String... changed) {
        return new LdapDirectory(bound(settings(changed)));
    }

    private static LoginProperties.Ldap bound(Map<String, String> settings) {
        return login(settings).ldap();
    }

    private static LoginProperties login(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.login", LoginProperties.class);
    }

    private static Map<String, String> settings(String... changed) {
        Map<String, String> settings = new HashMap<>(DirectorySettings.of(server));
        for (int i = 0; i < changed.length; i += 2) {
            settings.put("hub.login.ldap." + changed[i], changed[i + 1]);
        }
        return settings;
    }

    /** Counts, and lets as many through as are left. */
    private static final class Counted implements PasswordAttempts {

        private int left = 100;
        private int begun;
        private int right;

        @Override
        public boolean begin(String subject) {
            begun++;
            return left-- > 0;
        }

        @Override
        public void right(String subject) {
            right++;
        }
    }
}
