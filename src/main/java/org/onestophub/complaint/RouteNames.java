package org.onestophub.complaint;

import java.util.regex.Pattern;

/** Valid names of channels and destinations. */
public final class RouteNames {

    /** Pattern of a destination's name, which is also part of the name of its queue. */
    public static final String DESTINATION = "[a-z][a-z0-9-]{0,62}";

    private static final Pattern DESTINATION_NAME = Pattern.compile(DESTINATION);
    private static final Pattern CHANNEL_NAME = Pattern.compile("(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*");

    private RouteNames() {}

    /** True for a valid name of a channel. It is part of the names of its settings, which Spring takes in lower case only. */
    public static boolean isChannel(String name) {
        return CHANNEL_NAME.matcher(name).matches();
    }

    /** True for a valid name of a destination. */
    public static boolean isDestination(String name) {
        return DESTINATION_NAME.matcher(name).matches();
    }
}
