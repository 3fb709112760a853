package org.onestophub.complaint.contract;

import org.onestophub.complaint.Answer;

/** Receives what happens on a channel, for the channel list, health and metrics. */
public interface ChannelActivity {

    /** An input arrived and got this answer. */
    void arrived(String channel, Answer answer);

    /** The source could not be reached or read; {@code code} is a problem's code. */
    void failed(String channel, String code);

    /**
     * The source works, but not all of what the channel does there: {@code code} is the problem's code, empty when that
     * is over. Sent when it begins, changes and ends.
     */
    default void limited(String channel, String code) {}

    /** The source was reached and polled without a fault, whether there was an input or not. */
    default void looked(String channel) {}

    /** Another hub looks at the source of the channel; how it does is known there. */
    default void elsewhere(String channel) {}
}
