package org.onestophub.platform.access.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.platform.access.identity.DirectorySettings;
import org.onestophub.platform.access.identity.Grant;
import org.onestophub.platform.access.identity.Identity;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.server.Slapd;
import org.onestophub.support.HandClock;
import org.onestophub.support.LedgerSlice;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;

/** People of the directory and the accounts that the hub keeps of them, with a real directory and a real database. */
class DirectoryLoginIT {

    private static final Grant VIEW = new Grant(List.of("view"), List.of());

    @TempDir
    private static Path folder;

    private static Slapd server;
    private static LedgerSlice slice;
    private static HandClock clock;
    private static DirectoryLogin login;

    @BeforeAll
    static void start() throws Exception {
        server = Slapd.start();
        clock = new HandClock("2026-11-30T08:00:00Z");
        slice = new LedgerSlice(folder).with(Clock.class, clock);
        DirectorySettings.bind(slice, DirectorySettings.of(server));
        slice.rooms(
                        "platform.access.identity.LoginServices",
                        "platform.access.people.PersonTable",
                        "platform.access.people.Passwords",
                        "platform.access.people.PeopleBook",
                        "platform.access.people.OutsidePeople",
                        "platform.access.people.DirectoryLogin")
                .start();
        login = slice.get(DirectoryLogin.class);
    }

    @AfterAll
    static void stop() throws Exception {
        slice.close();
        server.close();
    }

    @BeforeEach
    void nobodyIsKnown() {
        slice.jdbc().sql("delete from person").update();
        slice.jdbc().sql("delete from login_attempt").update();
    }

    @Test
    void personOfTheDirectoryNeverTakesOverALocalAccountOfThatName() {
        People people = slice.get(People.class);
        people.create("zhang.san", List.of("erase"), List.of(), "test");

        Viewer viewer = login.loggedIn("zhang.san", Slapd.PASSWORD).getPrincipal();

        assertThat(viewer.by()).isEqualTo("@ldap:zhang.san");
        assertThat(viewer.isLocal()).isFalse();
        assertThat(viewer.may("erase")).isFalse();
        assertThat(viewer.may("configure")).isTrue();
        assertThat(people.list()).extracting(People.Person::name).containsExactly("ldap:zhang.san", "zhang.san");
        assertThat(people.list().get(0).subject()).matches("[0-9a-f-]{36}");
    }

    @Test
    void personKeepsTheNameThatTheHubGaveAndAnotherOfThatNameGetsAnother() {
        OutsidePeople people = slice.get(OutsidePeople.class);

        assertThat(people.enter(new Identity("ldap", "id-1", "Li.Si", VIEW)).name())
                .isEqualTo("ldap:li.si");
        assertThat(people.enter(new Identity("ldap", "id-2", "li.si", VIEW)).name())
                .isEqualTo("ldap:li.si.2");
        assertThat(people.enter(new Identity("ldap", "id-1", "li.si.married", VIEW))
                        .name())
                .isEqualTo("ldap:li.si");
        assertThat(people.enter(new Identity("oidc", "id-1", "li.si", VIEW)).name())
                .isEqualTo("oidc:li.si");
        assertThat(people.enter(new Identity("ldap", "id-3", "a/b:@\u202E 李四" + "x".repeat(200), VIEW))
                        .name())
                .isEqualTo("ldap:a_b___ 李四".replace(' ', '_') + "x".repeat(19));
    }

    @Test
    void rightsAreThoseOfTheLastLogin() {
        OutsidePeople people = slice.get(OutsidePeople.class);
        people.enter(new Identity("ldap", "id", "a", new Grant(List.of("view", "erase"), List.of())));

        PersonRow person = people.enter(
                new Identity("ldap", "id", "a", new Grant(List.of("view"), List.of("91350203M0001QAY9B"))));

        assertThat(person.viewer().may("erase")).isFalse();
        assertThat(person.viewer().institutions()).containsExactly("91350203M0001QAY9B");
    }

    @Test
    void disabledPersonDoesNotComeBackByTheDirectoryUntilEnabled() {
        People people = slice.get(People.class);
        login.loggedIn("zhang.san", Slapd.PASSWORD);

        people.disable("ldap:zhang.san", "test");

        refused(Problem.PERSON_DISABLED, () -> login.loggedIn("zhang.san", Slapd.PASSWORD));
        refused(Problem.ACCOUNT_OF_DIRECTORY, () -> people.newPassword("ldap:zhang.san", "test"));
        refused(Problem.ACCOUNT_OF_DIRECTORY, () -> people.change("ldap:zhang.san", "", "a new password of 7"));
        people.enable("ldap:zhang.san", "test");
        assertThat(login.loggedIn("zhang.san", Slapd.PASSWORD).getName()).isEqualTo("@ldap:zhang.san");
    }

    @Test
    void endedSessionIsToldByTheStampAndThePersonMayComeBack() {
        LoggedIn before = login.loggedIn("zhang.san", Slapd.PASSWORD);

        slice.get(People.class).endSessions("ldap:zhang.san", "test");

        assertThat(slice.get(PersonTable.class)
                        .named("ldap:zhang.san")
                        .orElseThrow()
                        .stamp())
                .isNotEqualTo(before.stamp());
        assertThat(login.loggedIn("zhang.san", Slapd.PASSWORD).stamp()).isNotEqualTo(before.stamp());
    }

    @Test
    void hubStopsAskingBeforeTheDirectoryLocksAndForgetsAfterALogin() {
        wrong("zhang.san", 2);
        login.loggedIn("zhang.san", Slapd.PASSWORD);
        wrong("zhang.san", 3);

        assertThatThrownBy(() -> login.loggedIn("zhang.san", Slapd.PASSWORD)).isInstanceOf(LockedException.class);
        clock.pass(Duration.ofMinutes(31));
        assertThat(login.loggedIn("zhang.san", Slapd.PASSWORD).getName()).isEqualTo("@ldap:zhang.san");
        // another person is not concerned
        assertThat(login.loggedIn("li.si", Slapd.PASSWORD).getName()).isEqualTo("@ldap:li.si");
    }

    @Test
    void nameThatIsNoneIsNotAskedFor() {
        for (String name : List.of("", " ", "a\u0000b", "a\nb", "x".repeat(201), "nobody")) {
            assertThatThrownBy(() -> login.loggedIn(name, Slapd.PASSWORD))
                    .as(name)
                    .isInstanceOf(BadCredentialsException.class);
        }
        assertThat(slice.jdbc()
                        .sql("select count(*) from login_attempt")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void wrong(String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> login.loggedIn(name, "wrong")).isInstanceOf(BadCredentialsException.class);
        }
    }

    private static void refused(Problem problem, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(problem));
    }
}
