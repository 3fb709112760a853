package org.onestophub.platform.access.identity;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.onestophub.platform.access.identity.LoginProperties.GroupRights;
import org.onestophub.platform.access.identity.LoginProperties.Ldap;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** What is wrong with the settings of the directory, by the names of settings. */
final class LdapFaults {

    private static final String PREFIX = "hub.login.ldap.";
    private static final String PLACE = "{0}";
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final List<Fault> faults = new ArrayList<>();

    private LdapFaults() {}

    /** Nothing is wrong with a directory that is off. */
    static List<Fault> of(Ldap ldap) {
        LdapFaults found = new LdapFaults();
        if (ldap.isOn()) {
            found.look(ldap);
        }
        return List.copyOf(found.faults);
    }

    /** The DN of that text; empty if it is none. */
    static Optional<LdapName> nameOf(String text) {
        try {
            LdapName name = new LdapName(text);
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private void look(Ldap ldap) {
        List<String> addresses = List.of(SPACES.split(ldap.url().strip()));
        String scheme = addresses.get(0).startsWith("ldap:") && ldap.allowPlain() ? "ldap" : "ldaps";
        require(
                addresses.stream().allMatch(address -> isAddress(address, scheme)),
                "url",
                "ldaps://host:636; ldap://host:389 only with allow-plain");
        require(nameOf(ldap.bindDn()).isPresent(), "bind-dn", "a DN");
        if (ldap.bindPassword().isEmpty()) {
            faults.add(Fault.of(Problem.SECRET_MISSING, PREFIX + "bind-password", 0, ""));
        }
        require(nameOf(ldap.usersBase()).isPresent(), "users-base", "a DN");
        require(nameOf(ldap.groupsBase()).isPresent(), "groups-base", "a DN");
        require(isFilter(ldap.usersFilter()), "users-filter", "a filter in brackets with {0}");
        require(isFilter(ldap.groupsFilter()), "groups-filter", "a filter in brackets with {0}");
        require(
                ldap.certificateFile().isBlank() || Files.isReadable(Path.of(ldap.certificateFile())),
                "certificate-file",
                "a PEM file");
        require(!ldap.groups().isEmpty(), "groups", "at least one, or nobody gets in");
        new TreeMap<>(ldap.groups()).forEach(this::look);
    }

    private void look(String rule, GroupRights group) {
        String setting = "groups." + rule;
        require(RULE.matcher(rule).matches(), setting, "a-z, 0-9 and -");
        require(nameOf(group.group()).isPresent(), setting + ".group", "the DN of a group");
        require(group.areRightsUsable(), setting + ".rights", "view, content, operate, configure, audit, erase");
        require(group.areInstitutionsUsable(), setting + ".institutions", "credit codes of 18 characters");
    }

    private void require(boolean fits, String setting, String allowed) {
        if (!fits) {
            faults.add(Fault.of(Problem.SETTING_INVALID, PREFIX + setting, 0, allowed));
        }
    }

    private static boolean isFilter(String text) {
        return text.startsWith("(") && text.endsWith(")") && text.contains(PLACE);
    }

    private static boolean isAddress(String text, String scheme) {
        try {
            URI address = URI.create(text);
            return scheme.equals(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && (address.getRawPath() == null || address.getRawPath().isEmpty());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
