package org.onestophub.pipeline.read.hl7;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.ShortText;

/**
 * Who gave a number (HL7 data type HD).
 *
 * @param name the namespace id, else the universal id; empty if the message does not say who
 * @param universal the universal id, empty if there is none
 */
record Authority(String name, String universal) {

    private static final int MAX_NAME = 64;
    /** Behind a name that is cut, so that two long names stay two. */
    private static final int DIGEST = 16;

    private static final Authority UNNAMED = new Authority("", "");
    /** An object identifier names an authority the world over, whatever its type is called. */
    private static final Pattern OID = Pattern.compile("\\d+(\\.\\d+)+");

    /** The authority of a CX field: the assigning authority (4). */
    static Authority of(Hl7Message.Field number) {
        return of(number.component(4, 1), number.component(4, 2), number.component(4, 3));
    }

    /** An authority by the three parts of its HD. */
    static Authority of(String namespace, String id, String type) {
        if (namespace.isEmpty() && id.isEmpty()) {
            return UNNAMED;
        }
        String universal = id.isEmpty() || OID.matcher(id).matches() ? id : id + '&' + type.toUpperCase(Locale.ROOT);
        return new Authority(bounded(namespace.isEmpty() ? universal : namespace), bounded(universal));
    }

    /**
     * Who numbers, where a number does not say it, the first one counts: what the profile says of the sender, else the
     * sending application and facility (MSH-3, MSH-4) together. Behind it the other names under which the number may be
     * known from before the profile said so, or from messages without a facility.
     *
     * @param facility facility of the number (CX-6) if it names one, else empty
     */
    static List<String> assumed(Hl7Message message, AdtWords words, String facility) {
        Hl7Message.Segment msh = message.first("MSH");
        String application = named(msh, 3);
        String place = facility.isEmpty() ? named(msh, 4) : facility;
        Set<String> names = new LinkedHashSet<>();
        String configured = AdtWords.bySender(words.authorities(), application, place);
        if (configured != null) {
            names.add(configured);
        }
        names.add(bounded(place.isEmpty() ? application : application + '|' + place));
        names.add(bounded(application));
        return new ArrayList<>(names);
    }

    private static String named(Hl7Message.Segment msh, int field) {
        return of(msh.component(field, 1), msh.component(field, 2), msh.component(field, 3))
                .name();
    }

    boolean isNamed() {
        return !name.isEmpty();
    }

    private static String bounded(String name) {
        if (name.length() <= MAX_NAME) {
            return name;
        }
        String digest = Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST);
        return ShortText.of(name, MAX_NAME - DIGEST - 1) + '#' + digest;
    }
}
