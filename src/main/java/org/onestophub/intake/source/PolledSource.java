package org.onestophub.intake.source;

/** A source that is looked at again and again, and that other hubs may reach too. */
public interface PolledSource {

    /**
     * Names the source, with the same text on every hub, so that one hub alone looks at it. Empty if no other hub can reach
     * it, or if nobody can.
     * @param channel name of the channel that looks at it
     */
    String sharedName(String channel);
}
