package org.onestophub.platform.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.platform.access.identity.LoginProperties.GroupRights;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.Hospitals;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoginSettingCheckTest {

    private static final Map<String, String> SOUND = Map.of(
            "url", "ldaps://dc1.hospital.example:636 ldaps://dc2.hospital.example:636",
            "bind-dn", "cn=hub,dc=hospital,dc=example",
            "bind-password", "secret",
            "users-base", "ou=people,dc=hospital,dc=example",
            "groups-base", "ou=groups,dc=hospital,dc=example",
            "groups.it.group", "cn=it,ou=groups,dc=hospital,dc=example",
            "groups.it.rights", "view,operate");

    private static final Map<String, String> PROVIDER = Map.of(
            "issuer", "https://login.hospital.example/realms/staff",
            "hub-address", "https://hub.hospital.example",
            "client-id", "hub",
            "client-secret", "secret",
            "groups.it.group", "hub-it",
            "groups.it.rights", "view");

    private static final String ONE = Hospitals.code(0);
    private static final String TWO = Hospitals.code(1);

    @Test
    void directoryIsOffByDefaultAndSoundSettingsAreSound() {
        assertThat(faults(Map.of())).isEmpty();
        assertThat(faults(SOUND)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void commonPortOfLdapIsSoundWithTlsAndWithout(String allowPlain) {
        Map<String, String> settings = new HashMap<>(SOUND);
        settings.put("url", "ldap://dc1.hospital.example ldap://dc2.hospital.example:389");
        settings.put("allow-plain", allowPlain);

        assertThat(faults(settings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "url, http://dc1.hospital.example",
        "url, ldaps://dc1.hospital.example ldap://dc2.hospital.example",
        "url, ldaps://hub:secret@dc1.hospital.example",
        "url, ldaps://dc1.hospital.example/dc=hospital",
        "url, dc1.hospital.example",
        "bind-dn, hub",
        "bind-dn, ''",
        "bind-password, ''",
        "users-base, ''",
        "groups-base, people",
        "users-filter, (uid=li.wei)",
        "groups-filter, member={0}",
        "certificate-file, /no/such/file.pem",
        "groups.it.group, it",
        "groups.it.rights, 'view,opperate'",
        "groups.it.rights, ''",
        "groups.it.institutions, ''",
        "groups.it.institutions, '*,12350200700000013K'",
        "groups.it.institutions, 1235"
    })
    void wrongSettingIsNamed(String name, String value) {
        Map<String, String> settings = new HashMap<>(SOUND);
        settings.put(name, value);

        assertThat(faults(settings)).containsExactly("hub.login.ldap." + name);
    }

    @ParameterizedTest
    @CsvSource({
        "issuer, http://login.hospital.example",
        "issuer, login.hospital.example",
        "hub-address, ''",
        "hub-address, http://hub.hospital.example",
        "hub-address, https://hub.hospital.example/",
        "client-id, ''",
        "client-secret, ''",
        "scopes, profile",
        "certificate-file, /no/such/file.pem",
        "groups.it.rights, everything",
        "groups.it.institutions, ''"
    })
    void wrongSettingOfTheProviderIsNamed(String name, String value) {
        Map<String, String> settings = new HashMap<>(PROVIDER);
        assertThat(faultsOf("oidc", settings)).isEmpty();
        settings.put(name, value);

        assertThat(faultsOf("oidc", settings)).containsExactly("hub.login.oidc." + name);
    }

    @Test
    void directoryWithoutGroupsIsAMistake() {
        Map<String, String> settings = new HashMap<>(SOUND);
        settings.keySet().removeIf(name -> name.startsWith("groups."));

        assertThat(faults(settings)).containsOnly("hub.login.ldap.groups");
    }

    @Test
    void groupsOfOneInstitutionAddTheirRightsAndGroupsOfOneRightTheirInstitutions() {
        assertThat(Grant.sumOf(List.of(rule(List.of("view"), List.of(ONE)), rule(List.of("operate"), List.of(ONE)))))
                .isEqualTo(new Grant(List.of("operate", "view"), List.of(ONE)));
        assertThat(Grant.sumOf(List.of(rule(List.of("view"), List.of(ONE)), rule(List.of("view"), List.of(TWO))))
                        .institutions())
                .containsExactlyInAnyOrder(ONE, TWO);
        assertThat(Grant.sumOf(List.of(rule(List.of("view"), List.of("*")), rule(List.of("view"), List.of(TWO))))
                        .institutions())
                .isEmpty();
    }

    @Test
    void sumThatWouldGiveMoreThanTheGroupsIsRefused() {
        refused(Problem.GROUPS_CONTRADICT, rule(List.of("view"), List.of(ONE)), rule(List.of("erase"), List.of(TWO)));
        refused(Problem.GROUPS_CONTRADICT, rule(List.of("view"), List.of("*")), rule(List.of("erase"), List.of(TWO)));
        refused(Problem.GROUP_MISSING);
    }

    private static void refused(Problem problem, GroupRights... rules) {
        assertThatThrownBy(() -> Grant.sumOf(List.of(rules)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(problem));
    }

    private static GroupRights rule(List<String> rights, List<String> institutions) {
        return new GroupRights("g", rights, institutions);
    }

    private static List<String> faults(Map<String, String> ldap) {
        return faultsOf("ldap", ldap);
    }

    private static List<String> faultsOf(String way, Map<String, String> given) {
        Map<String, String> settings = new HashMap<>();
        given.forEach((name, value) -> settings.put("hub.login." + way + "." + name, value));
        return new LoginSettingCheck()
                .faultsIn(new Binder(new MapConfigurationPropertySource(settings))).stream()
                        .map(fault -> fault.file())
                        .toList();
    }
}
