package org.onestophub.complaint;

import java.util.regex.Pattern;

/** What channels and destinations may be called. */
public final class RouteNames {

    /** A destination: also part of the name of its queue. */
    public static final String DESTINATION = "[a-z][a-z0-9-]{0,62}";

    private static final Pattern DESTINATION_NAME = Pattern.compile(DESTINATION);
    private static final Pattern CHANNEL_NAME = Pattern.compile("(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*");

    private RouteNames() {}

    /** True for what a channel may be called: it is part of the names of its settings, which Spring knows in small letters only. */
    public static boolean isChannel(String name) {
        return CHANNEL_NAME.matcher(name).matches();
    }

    /** True for what a destination may be called. */
    public static boolean isDestination(String name) {
        return DESTINATION_NAME.matcher(name).matches();
    }
}
