package org.onestophub.complaint;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When two mail addresses are one person's: same local part, same domain, apart from the case of ASCII letters. Nothing
 * is folded that a stranger could use to look like somebody else: letters of other scripts, sub-addresses, dots and
 * invisible characters make a different address. Source: RFC 5321 section 2.3.11, RFC 6532.
 */
public final class MailIdentity {

    /** RFC 5321: 64 for the local part, 255 for the domain. */
    private static final int CHARS_MAX = 320;

    /** Invisible, unassigned, private and replacement characters, blanks, and what separates addresses. */
    private static final String OTHER = "\\p{C}\\p{Z}\\s\\uFFFD()<>\\[\\]:;,\\\\\"@";

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:([^" + OTHER + "]+)|\"([^\\p{C}\\uFFFD\"\\\\]+)\")@" + "([^" + OTHER + "]+|\\[[0-9A-Za-z.:]+])");

    private static final Pattern DOT_ATOM = Pattern.compile("[^" + OTHER + ".]+(?:\\.[^" + OTHER + ".]+)*");

    private MailIdentity() {}

    /** The address in the one form it is compared by; empty if the text is not exactly one complete address. */
    public static Optional<String> of(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (address.length() > CHARS_MAX || !parts.matches()) {
            return Optional.empty();
        }
        String local = parts.group(1);
        if (local == null) {
            String quoted = parts.group(2);
            local = DOT_ATOM.matcher(quoted).matches() ? quoted : '"' + quoted + '"';
        }
        return Optional.of(lower(local) + "@" + domain(lower(parts.group(3))));
    }

    /** A domain in its ASCII form, where that form stands for no other domain too. */
    private static String domain(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return domain;
        }
        try {
            String ascii = IDN.toASCII(domain);
            return IDN.toUnicode(ascii).equals(domain) ? ascii : domain;
        } catch (IllegalArgumentException e) {
            return domain;
        }
    }

    /** ASCII letters only: the Kelvin sign has a "k" as its lower case. */
    private static String lower(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        return lower.toString();
    }
}
