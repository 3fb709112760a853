package org.onestophub.outlet.sink;

import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * How the files of one destination are called: {@code <prefix><shipment>.<extension>}, and {@code .<that>.part} while they
 * are written. Of a repetition it makes the same name, so that a file is replaced and never doubled.
 */
final class SinkFileName {

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,39})?");
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,8}");

    private final String prefix;
    private final String extension;

    /** CH-207 if one of them could leave the folder or hide the file. */
    SinkFileName(String prefix, String extension) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new ProblemException(Problem.SETTING_INVALID, "prefix");
        }
        if (!EXTENSION.matcher(extension).matches()) {
            throw new ProblemException(Problem.SETTING_INVALID, "extension");
        }
        this.prefix = prefix;
        this.extension = extension;
    }

    String of(String shipmentId) {
        return prefix + ShipmentNames.ascii(shipmentId) + "." + extension;
    }

    /** Neither listed by {@code *.csv} nor shown by a plain listing. */
    static String partOf(String name) {
        return "." + name + ".part";
    }
}
