package org.onestophub.platform.access;

import java.util.Optional;
import org.onestophub.complaint.RouteNames;

/** What a key is for. */
public enum Role {
    /** Pushes work orders and sees the state of its own. */
    HOTLINE("hotline"),
    /** Enters complaints taken by staff. */
    DESK("desk"),
    /** Sees the state of receipts, no content. */
    STATUS("status"),
    /** Says what happens to cases, and sees how they stand. */
    CASES("cases"),
    /** Reads the feed of the district. */
    DISTRICT("district"),
    /** Operates the hub; sees content, and each sight is recorded. */
    OPS("ops"),
    /** Takes packages of cases out of the hub, for authority, police and mediation; for the person who hands them over. */
    HANDOVER("handover"),
    /** Takes the content of complaints away for good; for the person who decides that, and not for a console. */
    ERASE("erase"),
    /** Makes and disables the accounts of the console; for the person who manages them. */
    USERS("users");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word used in settings; also the authority that Spring Security checks. */
    public String word() {
        return word;
    }

    /** What the role of a door of a channel's own begins with: {@code push-<channel>}. */
    public static final String PUSH = "push-";

    /**
     * The authority that a word in the settings gives: a role's, or that of one channel whose senders push to
     * {@code /api/push/v1/<channel>}; empty if it is no such word.
     */
    public static Optional<String> authorityOf(String word) {
        boolean isPush = word.startsWith(PUSH) && RouteNames.isChannel(word.substring(PUSH.length()));
        return isPush ? Optional.of(word) : of(word).map(Role::word);
    }

    /** The role of that word, if there is one. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word.equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
