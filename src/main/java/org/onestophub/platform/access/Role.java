package org.onestophub.platform.access;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestophub.complaint.RouteNames;
import org.onestophub.complaint.contract.rights.KeyRight;

/** What a key is for; what it may do at the operators' API is a {@link KeyRight}. */
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
    /** Operates the hub: every right but those to erase, to hand over and to manage accounts. For keys made before rights were split. */
    OPS("ops");

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

    private static final List<String> RIGHTS_OF_OPS = Stream.of(
                    KeyRight.VIEW, KeyRight.CONTENT, KeyRight.OPERATE, KeyRight.CONFIGURE, KeyRight.AUDIT)
            .map(KeyRight::word)
            .toList();

    /** All words that settings may use, as texts for people list them. */
    static String words() {
        return Stream.concat(
                        Arrays.stream(values()).map(Role::word),
                        Stream.concat(KeyRight.words().stream(), Stream.of("push-<channel>")))
                .collect(Collectors.joining(", "));
    }

    /**
     * The authorities that a word in the settings gives: a role's, a right's, those of {@code ops}, or that of one channel
     * whose senders push to {@code /api/push/v1/<channel>}; empty if it is no such word.
     */
    static List<String> authoritiesOf(String word) {
        if (word.equals(OPS.word)) {
            return RIGHTS_OF_OPS;
        }
        boolean isPush = word.startsWith(PUSH) && RouteNames.isChannel(word.substring(PUSH.length()));
        boolean isKnown = isPush
                || KeyRight.words().contains(word)
                || Arrays.stream(values()).anyMatch(role -> role.word.equals(word));
        return isKnown ? List.of(word) : List.of();
    }
}
