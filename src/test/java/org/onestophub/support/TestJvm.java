package org.onestophub.support;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which of the JVMs this is that run test classes at the same time; what they would share has its number in the name. */
public final class TestJvm {

    private static final Pattern NAME = Pattern.compile("fork-([1-9][0-9]{0,3})");

    /**
     * From 1. The property has a word before the number, because Maven takes a value that is nothing but
     * {@code ${surefire.forkNumber}} for a property of its own and leaves it empty.
     */
    public static final int NUMBER = number(System.getProperty("test.fork"));

    private TestJvm() {}

    private static int number(@Nullable String name) {
        if (name == null) {
            return 1;
        }
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalStateException("test.fork=" + name);
        }
        return Integer.parseInt(matcher.group(1));
    }
}
