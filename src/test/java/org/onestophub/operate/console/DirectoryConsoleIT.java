package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.OnestopHub;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.operate.console.ConsolePerson.Page;
import org.onestophub.platform.access.Caller;
import org.onestophub.platform.access.identity.DirectorySettings;
import org.onestophub.platform.store.PreparedHome;
import org.onestophub.server.Slapd;
import org.onestophub.simulator.HubSettings;
import org.onestophub.support.FreePort;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People of the hospital's directory in the console of a hub that uses it. */
@Tag("heavy")
class DirectoryConsoleIT {

    private static final String OPS = "key-of-the-directory-test-for-ops-0123456";
    private static final String USERS = "key-of-the-directory-test-for-users-01234";
    private static final String OWN = "a password of my own 7";

    @TempDir
    private static Path folder;

    private static Slapd server;
    private static ConfigurableApplicationContext hub;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        server = Slapd.start();
        HubSettings settings = new HubSettings(PreparedHome.at(folder.resolve("home")), 0)
                .key("test-ops", OPS, "ops")
                .key("test-users", USERS, "users")
                .set("hub.channels.patient-adt.port", FreePort.next());
        DirectorySettings.of(server).forEach(settings::set);
        LoggingSystem.get(DirectoryConsoleIT.class.getClassLoader()).cleanUp();
        hub = SpringApplication.run(new Class<?>[] {OnestopHub.class}, settings.arguments());
        port = hub.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        People people = hub.getBean(People.class);
        people.change("zhang.san", people.create("zhang.san", List.of("view"), List.of(), "test"), OWN);
    }

    @AfterAll
    static void stop() throws Exception {
        hub.close();
        server.close();
    }

    @Test
    void personChoosesWhichAccountAndNeverGetsTheOther() {
        ConsolePerson person = new ConsolePerson(port);
        assertThat(person.get("/console/login").body()).contains("value=\"ldap\"", "医院目录");

        assertThat(person.loginByDirectory("zhang.san", OWN).location()).contains("login?wrong");
        assertThat(person.login("zhang.san", Slapd.PASSWORD).location()).contains("login?wrong");
        assertThat(person.login("ldap:zhang.san", Slapd.PASSWORD).location()).contains("login?wrong");
        assertThat(person.login("zhang.san", OWN).location()).endsWith("/console");
        assertThat(person.get("/console/account").body()).contains("name=\"fresh\"");
        assertThat(person.get("/console/system/access-log").status()).isEqualTo(403);

        ConsolePerson other = new ConsolePerson(port);
        assertThat(other.loginByDirectory("zhang.san", Slapd.PASSWORD).location())
                .endsWith("/console");
        assertThat(other.get("/console/account").body())
                .contains("ldap:zhang.san", "医院目录")
                .doesNotContain("name=\"fresh\"");
        assertThat(other.get("/console/system/access-log").status()).isEqualTo(200);
        assertThat(other.post("/console/account", "old", "", "fresh", OWN, "again", OWN)
                        .body())
                .contains("AC-113");
    }

    @Test
    void whoIsInNoGroupReadsWhyInBothLanguages() {
        ConsolePerson person = new ConsolePerson(port);

        Page refused = person.loginByDirectory("wang.wu", Slapd.PASSWORD);

        assertThat(refused.location()).endsWith("login?code=AC-112");
        assertThat(person.get("/console/login?code=AC-112").body()).contains("AC-112", "所属用户组在平台中均无权限");
        assertThat(person.get("/console").status()).isEqualTo(302);
        person.get("/console/language?lang=en");
        assertThat(person.get("/console/login?code=AC-112").body()).contains("none of the person");
        assertThat(person.get("/console/login?code=%3Cb%3E").body()).doesNotContain("<b>");
    }

    @Test
    void directoryThatIsDownIsNamedAndLocalAccountsStillLogIn() throws Exception {
        ConsolePerson person = new ConsolePerson(port);
        server.stop();
        try {
            assertThat(person.loginByDirectory("zhang.san", Slapd.PASSWORD).location())
                    .endsWith("login?code=AC-302");
            assertThat(person.get("/console/login?code=AC-302").body()).contains("AC-302", "本地账号仍可登录");
            assertThat(person.login("zhang.san", OWN).location()).endsWith("/console");
        } finally {
            server.resume();
        }
        assertThat(person.loginByDirectory("zhang.san", Slapd.PASSWORD).location())
                .endsWith("/console");
    }

    @Test
    void sessionIsNewAfterTheLoginAndEndsWhenAnAdministratorSaysSo() {
        ConsolePerson person = new ConsolePerson(port);
        person.login("zhang.san", OWN);
        String before = person.cookie("console");

        assertThat(person.loginByDirectory("li.si", Slapd.PASSWORD).location()).endsWith("/console");

        assertThat(person.cookie("console")).isNotEmpty().isNotEqualTo(before);
        String address = "/api/ops/v1/users/ldap:li.si";
        assertThat(new Caller(port, USERS).post(address + "/end-sessions", "").status())
                .isEqualTo(204);
        assertThat(person.get("/console").location()).contains("login?ended");
        assertThat(person.loginByDirectory("li.si", Slapd.PASSWORD).location()).endsWith("/console");
        assertThat(new Caller(port, USERS).post(address + "/disable", "").status())
                .isEqualTo(204);
        assertThat(person.get("/console").location()).contains("login?ended");
        assertThat(person.loginByDirectory("li.si", Slapd.PASSWORD).location()).endsWith("code=AC-114");
        assertThat(new Caller(port, USERS)
                        .post(address + "/password", "")
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo("AC-113");
        assertThat(new Caller(port, USERS).post(address + "/enable", "").status())
                .isEqualTo(204);
        assertThat(person.loginByDirectory("li.si", Slapd.PASSWORD).location()).endsWith("/console");
    }

    @Test
    void nameOfThePersonReachesTheAddressAsTheCommandWritesIt() {
        new ConsolePerson(port).loginByDirectory("li.si", Slapd.PASSWORD);

        assertThat(new Caller(port, USERS)
                        .post("/api/ops/v1/users/ldap%3Ali.si/end-sessions", "")
                        .status())
                .isEqualTo(204);
        assertThat(new Caller(port, USERS)
                        .post("/api/ops/v1/users/ldap%3Anobody/end-sessions", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void browserChoosesTheDirectoryWithoutBarriersInBothLanguages() {
        try (Chromium browser = Chromium.open("http://localhost:" + port)) {
            for (String language : List.of("zh", "en")) {
                browser.language(language, "/console/login");
                browser.shows(language.equals("zh") ? "医院目录" : "the hospital's directory");
                assertThat(browser.barriers()).isEmpty();
            }
            browser.login("zhang.san", Slapd.PASSWORD);
            browser.shows("ldap:zhang.san");
        }
    }

    @Test
    void personSeesTheInstitutionOfTheGroupAlone() {
        ConsolePerson person = new ConsolePerson(port);
        person.loginByDirectory("li.si", Slapd.PASSWORD);

        assertThat(person.get("/console/complaints").status()).isEqualTo(200);
        assertThat(person.get("/console/system").status()).isEqualTo(403);
    }

    @Test
    void afterALoginNobodyIsLedElsewhere() {
        for (String to :
                List.of("https://evil.example/", "//evil.example/", "/console//evil.example", "/\\evil.example")) {
            ConsolePerson person = new ConsolePerson(port);
            person.get("/console/login");
            assertThat(person.post(
                                    "/console/login",
                                    "source",
                                    "ldap",
                                    "name",
                                    "zhang.san",
                                    "password",
                                    Slapd.PASSWORD,
                                    "to",
                                    to)
                            .location())
                    .as(to)
                    .isEqualTo("http://localhost:" + port + "/console");
        }
    }

    @Test
    void accessRecordNamesThePersonWithTheSource() {
        ConsolePerson person = new ConsolePerson(port);
        person.loginByDirectory("zhang.san", Slapd.PASSWORD);
        person.get("/console/system/access-log");

        assertThat(hub.getBean(JdbcClient.class)
                        .sql("select distinct key_name from access_log where key_name like '%zhang.san'")
                        .query(String.class)
                        .list())
                .containsOnly("@ldap:zhang.san");
    }
}
