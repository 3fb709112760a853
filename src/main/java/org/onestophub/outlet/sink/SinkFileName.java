package org.onestophub.outlet.sink;

import java.util.regex.Pattern;
import org.apache.camel.Message;
import org.onestophub.complaint.Shipment;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * How the files of one destination are called: {@code <prefix><shipment>.<extension>}, and {@code .<that>.part} while they
 * are written; a route may give a name instead of the shipment's. Of a repetition it makes the same name, so that a file is
 * replaced and never doubled.
 */
final class SinkFileName {

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_-]{0,39})?");
    private static final Pattern GIVEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,119}\\.[a-z0-9]{1,8}");
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

    /** The name that the route gave to what is handed over, after the prefix; else {@link #of(String)}. DL-201 if it is none. */
    String of(String shipmentId, Message message) {
        String given = message.getHeader(Shipment.FILE_NAME, String.class);
        if (given == null) {
            return of(shipmentId);
        }
        if (!GIVEN.matcher(given).matches()) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "name");
        }
        return prefix + given;
    }

    String of(String shipmentId) {
        return prefix + ShipmentNames.ascii(shipmentId) + "." + extension;
    }

    /** Neither listed by {@code *.csv} nor shown by a plain listing. */
    static String partOf(String name) {
        return "." + name + ".part";
    }
}
