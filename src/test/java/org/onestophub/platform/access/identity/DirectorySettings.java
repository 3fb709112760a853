package org.onestophub.platform.access.identity;

import java.util.HashMap;
import java.util.Map;
import org.onestophub.server.Slapd;
import org.onestophub.support.Hospitals;
import org.onestophub.support.LedgerSlice;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings with which a hub uses the directory of the tests. */
public final class DirectorySettings {

    private DirectorySettings() {}

    /** By their names. */
    public static Map<String, String> of(Slapd server) {
        String ldap = "hub.login.ldap.";
        Map<String, String> settings = new HashMap<>(Map.of(
                ldap + "url", server.address(),
                ldap + "certificate-file", server.certificate().toString(),
                ldap + "bind-dn", Slapd.HUB_DN,
                ldap + "bind-password", Slapd.HUB_PASSWORD,
                ldap + "users-base", Slapd.PEOPLE,
                ldap + "groups-base", Slapd.GROUPS));
        // a DN is the same in other letters and with spaces
        group(settings, "it", "CN=it, ou=groups,dc=hospital,dc=example", "view,configure,audit");
        group(settings, "night", "cn=night," + Slapd.GROUPS, "view,operate");
        group(settings, "clinic", "cn=clinic," + Slapd.GROUPS, "view");
        settings.put(ldap + "groups.clinic.institutions", Hospitals.code(0));
        group(settings, "ward", "cn=ward," + Slapd.GROUPS, "operate");
        settings.put(ldap + "groups.ward.institutions", Hospitals.code(1));
        return settings;
    }

    /** Gives a slice these settings. */
    public static void bind(LedgerSlice slice, Map<String, String> settings) {
        slice.with(
                LoginProperties.class,
                new Binder(new MapConfigurationPropertySource(settings))
                        .bindOrCreate("hub.login", LoginProperties.class));
    }

    private static void group(Map<String, String> settings, String rule, String dn, String rights) {
        settings.put("hub.login.ldap.groups." + rule + ".group", dn);
        settings.put("hub.login.ldap.groups." + rule + ".rights", rights);
    }
}
