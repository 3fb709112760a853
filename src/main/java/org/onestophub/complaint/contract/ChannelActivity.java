package org.onestophub.complaint.contract;

import org.onestophub.complaint.Answer;

/** Where rooms tell how a channel does, for the channel list, health and metrics. */
public interface ChannelActivity {

    /** An input arrived and was answered so. */
    void arrived(String channel, Answer answer);

    /** The source could not be reached or read; {@code code} is a problem's code. */
    void failed(String channel, String code);

    /**
     * The source works, but not all of what the channel does there: {@code code} is the problem's code, empty when that
     * is over. Told when it begins, changes and ends.
     */
    default void limited(String channel, String code) {}

    /** The source was reached and looked at without a fault, whether there was something or not. */
    default void looked(String channel) {}
}
