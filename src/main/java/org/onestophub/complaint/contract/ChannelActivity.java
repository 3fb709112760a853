package org.onestophub.complaint.contract;

import org.onestophub.complaint.Answer;

/** Receives what happens on a channel, for the channel list, health and metrics. */
public interface ChannelActivity {

    /** An input arrived and got this answer. */
    void arrived(String channel, Answer answer);

    /** The source could not be reached or read; {@code code} is a problem's code. */
    void failed(String channel, String code);

    /** The source was reached and polled without a fault, whether there was an input or not. */
    default void looked(String channel) {}
}
