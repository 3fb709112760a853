package org.onestophub.complaint.contract.rights;

import java.util.Optional;

/** What a person may do in the console. */
public enum Right {
    /** Sees how the hub runs, and complaints without their content. */
    VIEW("view"),
    /** Sees content: names, phone numbers, texts, original inputs. Each sight is recorded with its reason. */
    CONTENT("content"),
    /** Replays and discards inputs, settles deliveries, takes alerts on, starts and stops channels. */
    OPERATE("operate"),
    /** Applies a changed configuration. */
    CONFIGURE("configure"),
    /** Reads the access log and the list of accounts. */
    AUDIT("audit"),
    /** Takes the content of a complaint away permanently. */
    ERASE("erase"),
    /** Sees cases of the discipline route, which nobody else knows of. Each sight is recorded. */
    DISCIPLINE("discipline");

    private final String word;

    Right(String word) {
        this.word = word;
    }

    /** The word in commands and in the database. */
    public String word() {
        return word;
    }

    /** The right of that word, if there is one. */
    public static Optional<Right> of(String word) {
        for (Right right : values()) {
            if (right.word.equals(word)) {
                return Optional.of(right);
            }
        }
        return Optional.empty();
    }
}
