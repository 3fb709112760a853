package org.onestophub.complaint;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where work waits, each lane with workers of its own: what takes long in one delays nothing in another. A mapping says by
 * {@code lane:} where its inputs go.
 */
public enum Lane {
    /** Inputs that are walked in a moment: orders, entries, mails. */
    COMPLAINT("complaint"),
    /** Inputs that take minutes each: letters, for the recognition of their text. */
    SLOW("slow"),
    /** Inputs that hold many things: files of calls. */
    BULK("bulk"),
    /** Files that are brought together to one letter before it is walked. */
    PAGES("pages"),
    /** Messages about patients; never walked. */
    PATIENT("patient"),
    /** Complaints, not receipts, that look again for their patient. */
    CONTEXT("context");

    /** Every lane, by its word. */
    public static final List<String> ALL = Stream.of(values()).map(Lane::word).toList();

    /** Lanes whose work refers to a receipt; those a mapping may name. */
    public static final List<String> OF_RECEIPTS =
            ALL.stream().filter(lane -> !lane.equals(CONTEXT.word)).toList();

    /** Lanes whose work is a walk. A receipt has work in one of them at most. */
    public static final List<String> WALKED = List.of(COMPLAINT.word, SLOW.word, BULK.word);

    private final String word;

    Lane(String word) {
        this.word = word;
    }

    /** The word used in the ledger, in mappings, metrics and alerts. */
    public String word() {
        return word;
    }

    /** The lane in which a receipt is walked, if it is, whose mapping names {@code lane}: pages are a scan, once together. */
    public static String walkedFrom(String lane) {
        return lane.equals(PAGES.word) ? SLOW.word : lane;
    }
}
