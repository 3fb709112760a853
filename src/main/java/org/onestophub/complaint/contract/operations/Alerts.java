package org.onestophub.complaint.contract.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** The conditions that operators must know about. */
public interface Alerts {

    /** Those that are not over, oldest first; 1000 at most. */
    List<Alert> open();

    /** Those that are over, last ended first. */
    List<Alert> recent(int limit);

    /**
     * Notes that somebody deals with it; a second call changes nothing.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that number
     */
    void acknowledge(long id, String by);

    /**
     * Nothing is sent of a condition of one subject for a while.
     *
     * @param id its number
     * @param condition word of the condition
     * @param subject what it is about
     * @param until when it ends by itself, UTC
     * @param reason why
     * @param by name of the key or the person who did so
     * @param at since when, UTC
     */
    @Schema(name = "AlertMute")
    record Mute(long id, String condition, String subject, Instant until, String reason, String by, Instant at) {}

    /** What is muted now, the first to end first. */
    List<Mute> mutes();

    /**
     * Sends nothing of what an open alert is about, also if it ends and begins again meanwhile; a second call moves the end. What
     * was sent as begun is still sent as over. What holds at the end and was not sent is sent then. Source: decision 0109.
     *
     * @param until the end, at most 30 days ahead
     * @return its number
     * @throws org.onestophub.problem.ProblemException AC-103 if no open alert has that number, AC-104 if the end or the reason
     *     cannot be
     */
    long mute(long id, Instant until, String reason, String by);

    /** Ends a mute before its time; a second call changes nothing. */
    void unmute(long muteId, String by);
}
