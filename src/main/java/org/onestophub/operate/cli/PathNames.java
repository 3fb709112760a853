package org.onestophub.operate.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Names that become part of an address. */
final class PathNames {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9-]{1,40}");

    private PathNames() {}

    /** The number of a complaint or of a receipt. */
    static String numberChecked(String number) {
        if (!NUMBER.matcher(number).matches()) {
            throw new CommandFailed("A number has letters, digits and - only.", "编号只能包含字母、数字和 -。");
        }
        return number;
    }

    /** The ending of a file to write, without its dot: it names the form that is asked for. */
    static String endingOf(Path file) {
        String name = file.toString();
        return checked(name.substring(name.lastIndexOf('.') + 1));
    }

    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new CommandFailed("A name has a-z, 0-9 and - only.", "名称只能包含 a-z、0-9 和 -。");
        }
        return name;
    }
}
