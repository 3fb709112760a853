package org.onestophub.platform.access.identity;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.naming.ldap.LdapName;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.access.identity.LoginProperties.Ldap;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.ldap.AuthenticationException;
import org.springframework.ldap.NamingException;
import org.springframework.ldap.core.DirContextOperations;
import org.springframework.ldap.support.LdapUtils;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.ldap.SpringSecurityLdapTemplate;
import org.springframework.security.ldap.authentication.BindAuthenticator;
import org.springframework.security.ldap.search.FilterBasedLdapUserSearch;
import org.springframework.security.ldap.userdetails.DefaultLdapAuthoritiesPopulator;

/**
 * Asks the hospital's directory: who has that name, is the password right, in which groups is that person. It looks with an
 * account of the hub, and only the password is tried as the person.
 */
final class LdapDirectory {

    private static final String SOURCE = "ldap";

    /** A slow directory must not take the threads that serve those who send complaints. */
    private static final int AT_ONE_TIME = 10;

    private static final String DN = "dn";
    private static final int LONGEST_PASSWORD = 1000;

    private final Ldap settings;
    private final LdapContexts contexts;
    private final FilterBasedLdapUserSearch search;
    private final DefaultLdapAuthoritiesPopulator groups;
    private final Semaphore places = new Semaphore(AT_ONE_TIME);

    LdapDirectory(Ldap settings) {
        this.settings = settings;
        this.contexts = new LdapContexts(settings);
        this.search = new FilterBasedLdapUserSearch(settings.usersBase(), settings.usersFilter(), contexts);
        search.setSearchTimeLimit((int) settings.timeout().toMillis());
        search.setReturningAttributes(new String[] {settings.nameAttribute(), settings.idAttribute()});
        this.groups = new DefaultLdapAuthoritiesPopulator(contexts, settings.groupsBase());
        groups.setGroupSearchFilter(settings.groupsFilter());
        groups.setSearchSubtree(true);
        groups.setIgnorePartialResultException(true);
        groups.setAuthorityMapper(LdapDirectory::byName);
    }

    /**
     * The person with that name and password.
     *
     * @param attempts counts them
     * @throws org.springframework.security.core.AuthenticationException if name or password are wrong, or there were too many attempts
     * @throws ProblemException AC-112 or AC-202 without rights, AC-203 if the entry cannot be told from others, AC-204 if the
     *     directory refuses the hub's own account, AC-205 if it refuses TLS, AC-301 if too many ask at one time, AC-302 if it does not answer
     */
    Identity check(String name, String password, PasswordAttempts attempts) {
        return asked(() -> {
            BindAuthenticator binder = new BindAuthenticator(contexts);
            binder.setUserSearch(entered -> {
                DirContextOperations entry = found(entered);
                if (!attempts.begin(subjectOf(entry))) {
                    throw new LockedException("locked");
                }
                return entry;
            });
            binder.afterPropertiesSet();
            // an empty password is refused there: to a directory it would be a login of nobody, and succeed
            DirContextOperations entry = binder.authenticate(UsernamePasswordAuthenticationToken.unauthenticated(
                    name, password.length() <= LONGEST_PASSWORD ? password : ""));
            attempts.right(subjectOf(entry));
            return new Identity(SOURCE, subjectOf(entry), nameOf(entry), grantOf(entry, name));
        });
    }

    /**
     * Goes on if the directory answers and knows the hub's account.
     * @throws ProblemException AC-204, AC-205 or AC-302 otherwise
     */
    void look() {
        asked(() -> {
            LdapUtils.closeContext(contexts.getReadOnlyContext());
            return true;
        });
    }

    private <T> T asked(Supplier<T> question) {
        if (!places.tryAcquire()) {
            throw new ProblemException(Problem.WORK_BUSY);
        }
        try {
            return question.get();
        } catch (AuthenticationException e) {
            throw new ProblemException(Problem.DIRECTORY_REFUSES_HUB);
        } catch (NamingException e) {
            throw new ProblemException(Problem.DIRECTORY_UNREACHABLE);
        } finally {
            places.release();
        }
    }

    private DirContextOperations found(String name) {
        try {
            return search.searchForUser(name);
        } catch (IncorrectResultSizeDataAccessException e) {
            throw new ProblemException(Problem.DIRECTORY_ENTRY_UNUSABLE, "name");
        }
    }

    private String subjectOf(DirContextOperations entry) {
        if (settings.idAttribute().equals(DN)) {
            return entry.getNameInNamespace();
        }
        @Nullable Object id = entry.getObjectAttribute(settings.idAttribute());
        String text = id instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : id == null ? "" : id.toString();
        if (text.isBlank()) {
            throw new ProblemException(Problem.DIRECTORY_ENTRY_UNUSABLE, "id");
        }
        return text;
    }

    private String nameOf(DirContextOperations entry) {
        @Nullable String name = entry.getStringAttribute(settings.nameAttribute());
        if (name == null || name.isBlank()) {
            throw new ProblemException(Problem.DIRECTORY_ENTRY_UNUSABLE, "name");
        }
        return name;
    }

    private Grant grantOf(DirContextOperations entry, String name) {
        Collection<GrantedAuthority> found = groups.getGrantedAuthorities(entry, name);
        Set<LdapName> of = found.stream()
                .map(group -> LoginFaults.nameOf(String.valueOf(group.getAuthority())))
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
        return Grant.sumOf(settings.groups().values().stream()
                .filter(rule ->
                        LoginFaults.nameOf(rule.group()).filter(of::contains).isPresent())
                .toList());
    }

    private static @Nullable GrantedAuthority byName(Map<String, List<String>> group) {
        List<String> names = group.getOrDefault(SpringSecurityLdapTemplate.DN_KEY, List.of());
        return names.isEmpty() ? null : new SimpleGrantedAuthority(names.get(0));
    }
}
