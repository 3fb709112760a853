package org.onestophub.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The claims in a canonical document by which a patient may be found, in the one form both sides compare. */
public final class Claims {

    private static final int BOUND = 50;

    private Claims() {}

    /** A claim: {@code visit-number}, {@code patient-number}, {@code id-card} or {@code phone} (E.164), normalised. */
    public record Claim(String kind, String value) {}

    /** All claims of the document, without repeats, at most 50. */
    public static List<Claim> of(JsonNode document) {
        Set<Claim> claims = new LinkedHashSet<>();
        add(claims, "visit-number", document.at("/visit/visitNumber").asText());
        add(claims, "patient-number", document.at("/patient/patientNumber").asText());
        add(claims, "id-card", document.at("/patient/idDocument/number").asText());
        add(claims, "id-card", document.at("/complainant/idDocument/number").asText());
        for (String owner : List.of("/complainant/phones", "/patient/phones")) {
            document.at(owner).forEach(phone -> add(claims, "phone", phone.path("e164").asText()));
        }
        document.at("/complainant/claims")
                .forEach(claim -> add(claims, claim.path("kind").asText(), claim.path("value").asText()));
        List<Claim> bounded = new ArrayList<>(claims);
        return bounded.subList(0, Math.min(BOUND, bounded.size()));
    }

    private static void add(Set<Claim> claims, String kind, String value) {
        String normal = value.strip().toUpperCase(Locale.ROOT);
        boolean findsPatients = Set.of("visit-number", "patient-number", "id-card", "phone").contains(kind);
        if (findsPatients && !normal.isEmpty() && normal.length() <= 100) {
            claims.add(new Claim(kind, normal));
        }
    }
}
