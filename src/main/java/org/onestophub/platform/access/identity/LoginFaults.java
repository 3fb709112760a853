package org.onestophub.platform.access.identity;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import org.onestophub.platform.access.identity.LoginProperties.GroupRights;
import org.onestophub.platform.access.identity.LoginProperties.Ldap;
import org.onestophub.platform.access.identity.LoginProperties.Oidc;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** What is wrong with the settings of logins, by the names of settings. */
final class LoginFaults {

    private static final String LDAP = "hub.login.ldap.";
    private static final String OIDC = "hub.login.oidc.";
    private static final String PLACE = "{0}";
    private static final Pattern RULE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final List<Fault> faults = new ArrayList<>();

    private final String prefix;

    private LoginFaults(String prefix) {
        this.prefix = prefix;
    }

    /** Nothing is wrong with a way that is off. */
    static List<Fault> of(LoginProperties settings) {
        LoginFaults directory = new LoginFaults(LDAP);
        if (settings.ldap().isOn()) {
            directory.look(settings.ldap());
        }
        LoginFaults provider = new LoginFaults(OIDC);
        if (settings.oidc().isOn()) {
            provider.look(settings.oidc());
        }
        return Stream.concat(directory.faults.stream(), provider.faults.stream())
                .toList();
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
        List<String> addresses = ldap.addresses();
        String scheme = addresses.get(0).startsWith("ldap:") ? "ldap" : "ldaps";
        require(
                addresses.stream().allMatch(address -> isAddress(address, scheme, false)),
                "url",
                "ldaps://host:636 or ldap://host:389, one kind");
        require(nameOf(ldap.bindDn()).isPresent(), "bind-dn", "a DN");
        requireSecret(ldap.bindPassword(), "bind-password");
        require(nameOf(ldap.usersBase()).isPresent(), "users-base", "a DN");
        require(nameOf(ldap.groupsBase()).isPresent(), "groups-base", "a DN");
        require(isFilter(ldap.usersFilter()), "users-filter", "a filter in brackets with {0}");
        require(isFilter(ldap.groupsFilter()), "groups-filter", "a filter in brackets with {0}");
        look(ldap.certificateFile(), ldap.groups());
        new TreeMap<>(ldap.groups())
                .forEach((rule, group) ->
                        require(nameOf(group.group()).isPresent(), "groups." + rule + ".group", "the DN of a group"));
    }

    private void look(Oidc oidc) {
        List<String> schemes = oidc.allowPlain() ? List.of("https", "http") : List.of("https");
        boolean isIssuer = schemes.stream().anyMatch(scheme -> isAddress(oidc.issuer(), scheme, true));
        require(isIssuer, "issuer", "https://…; http:// only with allow-plain");
        boolean isAddress = schemes.stream().anyMatch(scheme -> isAddress(oidc.hubAddress(), scheme, false));
        require(isAddress, "hub-address", "https://host; http:// only with allow-plain");
        require(!oidc.clientId().isBlank(), "client-id", "the name of the hub at the provider");
        requireSecret(oidc.clientSecret(), "client-secret");
        require(oidc.scopeWords().contains("openid"), "scopes", "openid among them");
        look(oidc.certificateFile(), oidc.groups());
    }

    private void look(String certificateFile, Map<String, GroupRights> groups) {
        require(
                certificateFile.isBlank() || Files.isReadable(Path.of(certificateFile)),
                "certificate-file",
                "a PEM file");
        require(!groups.isEmpty(), "groups", "at least one, or nobody gets in");
        new TreeMap<>(groups).forEach(this::look);
    }

    private void look(String rule, GroupRights group) {
        String setting = "groups." + rule;
        require(RULE.matcher(rule).matches(), setting, "a-z, 0-9 and -");
        require(group.areRightsUsable(), setting + ".rights", "view, content, operate, configure, audit, erase");
        require(group.areInstitutionsUsable(), setting + ".institutions", "credit codes of 18 characters");
    }

    private void require(boolean fits, String setting, String allowed) {
        if (!fits) {
            faults.add(Fault.of(Problem.SETTING_INVALID, prefix + setting, 0, allowed));
        }
    }

    private void requireSecret(String secret, String setting) {
        if (secret.isEmpty()) {
            faults.add(Fault.of(Problem.SECRET_MISSING, prefix + setting, 0, ""));
        }
    }

    private static boolean isFilter(String text) {
        return text.startsWith("(") && text.endsWith(")") && text.contains(PLACE);
    }

    private static boolean isAddress(String text, String scheme, boolean mayHavePath) {
        try {
            URI address = URI.create(text);
            return scheme.equals(address.getScheme())
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && (mayHavePath
                            || address.getRawPath() == null
                            || address.getRawPath().isEmpty());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
