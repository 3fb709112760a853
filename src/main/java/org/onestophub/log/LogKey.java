package org.onestophub.log;

/** The only keys a log line may carry. None of them can hold personal data. */
public enum LogKey {
    ROOM("room"),
    CHANNEL("channel"),
    RECEIPT_ID("receiptId"),
    COMPLAINT_ID("complaintId"),
    CODE("code"),
    FIELD("field"),
    MAPPING("mapping"),
    DESTINATION("destination"),
    ATTEMPT("attempt"),
    DURATION_MS("durationMs"),
    SIZE_BYTES("sizeBytes"),
    COUNT("count"),
    FILE("configFile"),
    LINE("line"),
    PORT("port"),
    /** Address of a system that connects to the hub, never of a person's device. */
    PEER("peer"),
    FAULT("faultClass"),
    KEY_NAME("keyName"),
    ACTION("action");

    private final String word;

    LogKey(String word) {
        this.word = word;
    }

    /** The key as written in the log. */
    public String word() {
        return word;
    }
}
