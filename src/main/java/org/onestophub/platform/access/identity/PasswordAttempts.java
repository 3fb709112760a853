package org.onestophub.platform.access.identity;

/** Counts wrong passwords of a person of the directory, so that nobody can have the directory lock a person out by way of the hub. */
public interface PasswordAttempts {

    /** Counts an attempt. False if there were too many: the password is then not tried. */
    boolean begin(String subject);

    /** The password was right: what was counted is forgotten. */
    void right(String subject);
}
