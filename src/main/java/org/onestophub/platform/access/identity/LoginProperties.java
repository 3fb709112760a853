package org.onestophub.platform.access.identity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.onestophub.complaint.contract.rights.Right;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Ways into the console besides its own accounts. None by default.
 *
 * @param ldap the hospital's directory
 * @param oidc the hospital's identity provider
 */
@Validated
@ConfigurationProperties("hub.login")
record LoginProperties(
        @NotNull @Valid @DefaultValue Ldap ldap,
        @NotNull @Valid @DefaultValue Oidc oidc) {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /**
     * The hospital's directory: Active Directory, OpenLDAP or another LDAP server.
     *
     * @param url its address: ldaps://dc1.hospital.example:636 begins with TLS, ldap://dc1.hospital.example:389 demands it by
     *     StartTLS before any login. Several of one kind, separated by spaces, are tried in turn. No directory if not set
     * @param bindDn DN of the account with which the hub looks for people and groups; it needs to read, no more
     * @param bindPassword its password
     * @param usersBase DN below which people are
     * @param usersFilter finds a person; {0} is the name that was entered. For Active Directory (sAMAccountName={0})
     * @param nameAttribute attribute whose value lists and the access record show. For Active Directory sAMAccountName
     * @param idAttribute attribute that never changes and is never given to another person. For Active Directory objectGUID;
     *     dn takes the DN, where there is nothing better
     * @param groupsBase DN below which groups are
     * @param groupsFilter finds the groups of a person; {0} is the person's DN, {1} the name that was entered. For groups in
     *     groups of Active Directory (member:1.2.840.113556.1.4.1941:={0})
     * @param certificateFile PEM file of the authority that signed the directory's certificate; those the JVM trusts if not set
     * @param allowPlain true if ldap:// goes without TLS: each password then crosses the network readable
     * @param timeout longest time to connect, to agree on TLS, and to wait for each answer, 1s–30s
     * @param mostFailures wrong passwords of one person before the hub asks the directory no more about that person; set it
     *     below the number at which the directory itself locks
     * @param lock for how long, 1m–24h; set it above the time over which the directory counts
     * @param groups what people of a group may do, by a word of your own for each rule. Who is in none of them does not get in
     */
    record Ldap(
            @NotNull @Size(max = 1000) @DefaultValue("") String url,
            @NotNull @Size(max = 1000) @DefaultValue("") String bindDn,
            @NotNull @Size(max = 1000) @DefaultValue("") String bindPassword,
            @NotNull @Size(max = 1000) @DefaultValue("") String usersBase,

            @NotNull @Size(max = 1000) @DefaultValue("(uid={0})")
            String usersFilter,

            @NotNull @Size(min = 1, max = 100) @DefaultValue("uid")
            String nameAttribute,

            @NotNull @Size(min = 1, max = 100) @DefaultValue("entryUUID")
            String idAttribute,

            @NotNull @Size(max = 1000) @DefaultValue("") String groupsBase,

            @NotNull @Size(max = 1000) @DefaultValue("(|(member={0})(uniqueMember={0}))")
            String groupsFilter,

            @NotNull @Size(max = 1000) @DefaultValue("") String certificateFile,
            @DefaultValue("false") boolean allowPlain,

            @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 30) @DefaultValue("5s")
            Duration timeout,

            @Min(1) @Max(20) @DefaultValue("3") int mostFailures,

            @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 24) @DefaultValue("30m")
            Duration lock,

            Map<String, @Valid GroupRights> groups) {

        /** No groups means nobody. */
        Ldap {
            groups = groups == null ? Map.of() : Map.copyOf(groups);
        }

        boolean isOn() {
            return !url.isBlank();
        }

        /** Whether TLS is demanded on a connection that begins without. */
        boolean demandsTls() {
            return !allowPlain && addresses().get(0).startsWith("ldap:");
        }

        /** Each address of the directory. */
        List<String> addresses() {
            return List.of(SPACES.split(url.strip()));
        }
    }

    /**
     * The hospital's identity provider, which speaks OpenID Connect.
     *
     * @param issuer its address such as https://login.hospital.example/realms/staff, as its own configuration writes it. No
     *     provider if not set
     * @param hubAddress the address of the hub in browsers such as https://hub.hospital.example. At the provider, register this
     *     with /console/login/oidc behind it for logins, and with /console/login?out for logouts
     * @param clientId the name of the hub at the provider
     * @param clientSecret its secret there
     * @param scopes what the hub asks for, with spaces between
     * @param nameClaim claim whose value lists and the access record show
     * @param groupsClaim claim that lists the groups of a person
     * @param certificateFile PEM file of the authority that signed the provider's certificate; those the JVM trusts if not set
     * @param allowPlain true if http:// without TLS may be used, for trials on one machine
     * @param timeout longest time to connect, and to wait for an answer, 1s–30s
     * @param groups what people of a group may do, by a word of your own for each rule. Who is in none of them does not get in
     */
    record Oidc(
            @NotNull @Size(max = 1000) @DefaultValue("") String issuer,
            @NotNull @Size(max = 1000) @DefaultValue("") String hubAddress,
            @NotNull @Size(max = 1000) @DefaultValue("") String clientId,
            @NotNull @Size(max = 1000) @DefaultValue("") String clientSecret,

            @NotNull @Size(max = 1000) @DefaultValue("openid profile")
            String scopes,

            @NotNull @Size(min = 1, max = 100) @DefaultValue("preferred_username")
            String nameClaim,

            @NotNull @Size(min = 1, max = 100) @DefaultValue("groups")
            String groupsClaim,

            @NotNull @Size(max = 1000) @DefaultValue("") String certificateFile,
            @DefaultValue("false") boolean allowPlain,

            @NotNull @DurationMin(seconds = 1) @DurationMax(seconds = 30) @DefaultValue("5s")
            Duration timeout,

            Map<String, @Valid GroupRights> groups) {

        /** No groups means nobody. */
        Oidc {
            groups = groups == null ? Map.of() : Map.copyOf(groups);
        }

        boolean isOn() {
            return !issuer.isBlank();
        }

        /** Each of {@link #scopes}. */
        List<String> scopeWords() {
            return List.of(SPACES.split(scopes.strip()));
        }
    }

    /**
     * What people of one group may do.
     *
     * @param group the group: its whole DN in a directory, its word in a token
     * @param rights any of view, content, operate, configure, audit, erase; at least one
     * @param institutions credit codes of the institutions that these people see; all if not set. A list that is set and holds no
     *     code is a mistake and refused
     */
    record GroupRights(
            @NotNull @Size(min = 1, max = 1000) String group,
            List<@Size(max = 20) String> rights,
            List<@Size(max = 18) String> institutions) {

        private static final List<String> ALL = List.of("*");
        private static final Pattern USCC = Pattern.compile("[0-9A-Z]{18}");

        /** Lists are copied. */
        GroupRights {
            rights = rights == null ? List.of() : List.copyOf(rights);
            institutions = institutions == null ? ALL : List.copyOf(institutions);
        }

        boolean areRightsUsable() {
            return !rights.isEmpty()
                    && rights.stream().allMatch(word -> Right.of(word).isPresent());
        }

        /** False for an empty list, for example from a variable that is not set: it would open all institutions. */
        boolean areInstitutionsUsable() {
            return seesAll()
                    || !institutions.isEmpty()
                            && institutions.stream()
                                    .allMatch(code -> USCC.matcher(code).matches());
        }

        boolean seesAll() {
            return institutions.equals(ALL);
        }

        boolean gives(String right, String institution) {
            return rights.contains(right) && (seesAll() || institutions.contains(institution));
        }
    }
}
