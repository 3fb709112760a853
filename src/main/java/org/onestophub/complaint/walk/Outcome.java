package org.onestophub.complaint.walk;

/** How a receipt, or one item of it, ended. */
public enum Outcome {
    NEW_CASE("new-case"),
    APPENDED("appended"),
    /** A status event whose case has not come yet. */
    WAITING("waiting"),
    REPEATED("repeated"),
    CONTEXT_APPLIED("context-applied"),
    /** Rows of registers became entries. */
    ENTERED("entered"),
    COUNTED("counted"),
    PARKED("parked"),
    REFUSED("refused");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word used in the ledger, the API and the metrics. */
    public String word() {
        return word;
    }

    /** The outcome written as {@code word}. */
    public static Outcome of(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word.equals(word)) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("unknown outcome");
    }
}
