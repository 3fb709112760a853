package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.onestophub.complaint.Digest;

/** By what cases of one person are found. Values are digests, so that the table repeats no words of a complaint. */
final class CaseTraits {

    /** Kinds that say who complains. */
    static final Set<String> OF_CALLERS = Set.of("phone", "id-card", "mail");

    static final String PATIENT = "patient-number";
    static final String STAFF = "staff";

    /** Traits of one kind that are kept of a case. */
    private static final int MOST = 20;

    private CaseTraits() {}

    /** A trait. */
    record Trait(String kind, String value) implements Comparable<Trait> {

        byte[] digest() {
            return Digest.raw((kind + "|" + value).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int compareTo(Trait other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? value.compareTo(other.value) : byKind;
        }
    }

    /** The traits of a complaint. What only machines sent has none: it is nobody's repeat. */
    static Set<Trait> of(JsonNode complaint) {
        Set<Trait> traits = new TreeSet<>();
        if (complaint.at("/flags/automatedMail").asBoolean()) {
            return traits;
        }
        for (String who : Set.of("complainant", "patient")) {
            JsonNode person = complaint.path(who);
            int kept = 0;
            for (JsonNode phone : person.path("phones")) {
                if (kept++ < MOST) {
                    add(traits, "phone", phone.path("e164").asText());
                }
            }
            if (!person.at("/idDocument/checked").asText().equals("invalid")) {
                add(traits, "id-card", person.at("/idDocument/number").asText().toUpperCase(Locale.ROOT));
            }
        }
        int kept = 0;
        for (JsonNode mail : complaint.at("/complainant/emails")) {
            if (kept++ < MOST) {
                add(traits, "mail", mail.asText().toLowerCase(Locale.ROOT));
            }
        }
        // a number that somebody wrote may be another's; of a linked patient it is sure
        if (complaint.at("/patient/link/state").asText().equals("linked")) {
            add(traits, PATIENT, complaint.at("/patient/patientNumber").asText());
        }
        kept = 0;
        for (JsonNode one : complaint.at("/matter/staff")) {
            if (kept++ < MOST) {
                add(traits, STAFF, one.path("name").asText().replaceAll("\\s", ""));
            }
        }
        return traits;
    }

    private static void add(Set<Trait> traits, String kind, String value) {
        if (!value.isBlank()) {
            traits.add(new Trait(kind, value.strip()));
        }
    }
}
