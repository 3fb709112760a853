package org.onestophub.complaint.contract.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The people of the console: local accounts, and those whom the hospital's directory knows. {@code by} is the name of the key or the person who asked. */
public interface People {

    /**
     * An account.
     *
     * @param name its name; with the source and a colon in front for a person who is known elsewhere
     * @param source where the person is known, such as {@code ldap}; absent for a local account
     * @param subject what never changes about the person there; absent for a local account
     * @param rights words of its rights; those of the last login for a person who is known elsewhere
     * @param institutions credit codes of the institutions it sees, absent for all
     * @param disabled true if nobody can log in with it
     * @param mustChange true if the password was set by another person and is to be changed at the next login
     * @param lockedUntil until when logins are refused after wrong passwords, UTC; absent if they are not
     * @param createdAt when it was made, UTC
     * @param lastLoginAt when somebody last logged in, UTC; absent if nobody did
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Person(
            String name,
            @Nullable String source,
            @Nullable String subject,
            List<String> rights,
            @Nullable List<String> institutions,
            boolean disabled,
            boolean mustChange,
            @Nullable Instant lockedUntil,
            Instant createdAt,
            @Nullable Instant lastLoginAt) {}

    /** All accounts, ordered by name; 1000 at most. */
    List<Person> list();

    /**
     * Makes an account.
     *
     * @param rights words of its rights, at least one
     * @param institutions credit codes of the institutions it sees; empty for all
     * @return its first password, which is kept nowhere and must be changed at the first login
     * @throws org.onestophub.problem.ProblemException AC-104 if a name or a right is not usable, CO-103 if the name is taken
     */
    String create(String name, List<String> rights, List<String> institutions, String by);

    /**
     * Gives an account a new password, which must be changed at the next login, ends its sessions, and opens it again if it
     * was disabled or locked.
     * @return the password, which is kept nowhere
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name, AC-113 if the person is known
     *     elsewhere
     */
    String newPassword(String name, String by);

    /**
     * Ends the sessions of an account and lets nobody log in with it. A second call changes nothing.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name
     */
    void disable(String name, String by);

    /**
     * Lets a person log in again who was disabled or locked. A second call changes nothing.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name
     */
    void enable(String name, String by);

    /**
     * Ends the sessions of an account; who may log in can do so again.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name
     */
    void endSessions(String name, String by);

    /**
     * Changes the password of a person who knows the old one. All sessions of the person end.
     * @throws org.onestophub.problem.ProblemException CO-102 if the old one is wrong or the new one is too weak,
     *     AC-113 if the person is known elsewhere
     */
    void change(String name, String old, String fresh);
}
