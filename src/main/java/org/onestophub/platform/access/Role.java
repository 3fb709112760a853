package org.onestophub.platform.access;

import java.util.Optional;

/** What a key is for. */
public enum Role {
    /** Pushes work orders and sees the state of its own. */
    HOTLINE("hotline"),
    /** Enters complaints taken by staff. */
    DESK("desk"),
    /** Sees the state of receipts, no content. */
    STATUS("status"),
    /** Reads the feed of the district. */
    DISTRICT("district"),
    /** Operates the hub; sees content, and each sight is recorded. */
    OPS("ops"),
    /** Takes the content of complaints away for good; for the person who decides that, and not for a console. */
    ERASE("erase");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** The word used in settings; also the authority that Spring Security checks. */
    public String word() {
        return word;
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
