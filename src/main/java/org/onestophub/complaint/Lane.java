package org.onestophub.complaint;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where work waits. Each lane has its own workers, so slow work in one does not delay another. A mapping names the lane of
 * its inputs with {@code lane:}.
 */
public enum Lane {
    /** Inputs that are processed in a moment: orders, entries, mails. */
    COMPLAINT("complaint"),
    /** Inputs that take minutes each: letters, because their text is recognised. */
    SLOW("slow"),
    /** Inputs that hold many things: files of calls. */
    BULK("bulk"),
    /** Files that are joined to one letter before it is processed. */
    PAGES("pages"),
    /** Messages about patients, which make no complaints. */
    PATIENT("patient"),
    /** Sheets of registers, which make no complaints. */
    REGISTER("register"),
    /** Complaints, not receipts, whose patient is looked up again. */
    CONTEXT("context"),
    /** Complaints, not receipts, of which a duty is due or a warning of it. */
    DUTY("duty"),
    /** Status events, not receipts, that have waited long enough for their case. */
    WAITING("waiting"),
    /** Complaints, not receipts, that are compared with others of the same person. */
    LINKS("links"),
    /** The one piece of work that looks for what is unusual. */
    WARNING("warning"),
    /** The one piece of work that makes the reports that are due. */
    REPORT("report");

    /** Every lane, by its word. */
    public static final List<String> ALL = Stream.of(values()).map(Lane::word).toList();

    /** Lanes whose work does not refer to a receipt. */
    public static final List<String> OF_CASES =
            List.of(CONTEXT.word, DUTY.word, WAITING.word, LINKS.word, WARNING.word, REPORT.word);

    /** Lanes whose work is planned for a time, days or months ahead; until then it does not wait for anybody. */
    public static final List<String> PLANNED = List.of(DUTY.word, WAITING.word, WARNING.word, REPORT.word);

    /** Lanes whose work refers to a receipt; those a mapping may name. */
    public static final List<String> OF_RECEIPTS =
            ALL.stream().filter(lane -> !OF_CASES.contains(lane)).toList();

    /** Lanes whose work is a walk. A receipt has work in one of them at most. */
    public static final List<String> WALKED = List.of(COMPLAINT.word, SLOW.word, BULK.word, REGISTER.word);

    /** Lanes of what makes no complaint: their mappings have no program. */
    public static final List<String> WITHOUT_PROGRAM = List.of(PATIENT.word, REGISTER.word);

    private final String word;

    Lane(String word) {
        this.word = word;
    }

    /** The word used in the ledger, in mappings, metrics and alerts. */
    public String word() {
        return word;
    }

    /** The lane in which a receipt is walked if its mapping names {@code lane}: joined pages are a scan. */
    public static String walkedFrom(String lane) {
        return lane.equals(PAGES.word) ? SLOW.word : lane;
    }
}
