package org.onestophub.platform.access.identity;

/**
 * A person whom the hospital's directory knows.
 *
 * @param source where the person is known: {@code ldap}
 * @param subject what never changes about the person there, 1 to 1000 characters; a name may
 * @param name the name that the person logs in with there, for people to read
 * @param grant what the groups of the person allow
 */
public record Identity(String source, String subject, String name, Grant grant) {}
