package org.onestophub.complaint.contract.rights;

import java.util.Arrays;
import java.util.List;

/** What an API key may do at the operators' API: the rights of people, and two that only keys have. */
public enum KeyRight {
    /** Sees how the hub runs, its health and its metrics, and complaints without their content. */
    VIEW(Right.VIEW.word()),
    /** Sees content: names, phone numbers, texts, original inputs. Each sight is recorded. */
    CONTENT(Right.CONTENT.word()),
    /** Replays and discards inputs, settles deliveries, takes alerts on, starts and stops channels. */
    OPERATE(Right.OPERATE.word()),
    /** Applies a changed configuration, and tries mappings. */
    CONFIGURE(Right.CONFIGURE.word()),
    /** Reads the access log. */
    AUDIT(Right.AUDIT.word()),
    /** Takes the content of a complaint away permanently; for the person who decides that, and not for a console. */
    ERASE(Right.ERASE.word()),
    /** Sees cases of the discipline route where another right opens the address. Each sight is recorded. */
    DISCIPLINE(Right.DISCIPLINE.word()),
    /** Takes packages of cases out of the hub, for authority, police and mediation; for the person who hands them over. */
    HANDOVER("handover"),
    /** Makes and disables the accounts of the console; for the person who manages them. */
    USERS("users");

    private final String word;

    KeyRight(String word) {
        this.word = word;
    }

    /** The word in settings; also the authority that is checked. */
    public String word() {
        return word;
    }

    /** The words of all, in their order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(KeyRight::word).toList();
    }
}
