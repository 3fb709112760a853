package org.onestophub.pipeline.read.hl7;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Admission;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The words of hospital systems for what the directory knows; data of the mapping, as every system has its own.
 *
 * @param identifierTypes kind of identifier by CX-5, upper case; {@code ""} is a field without a type
 * @param sexes code of list sex by PID-8, upper case
 * @param visitKinds code of list visit-kind by PV1-2, upper case
 */
record AdtWords(Map<String, String> identifierTypes, Map<String, String> sexes, Map<String, String> visitKinds) {

    /** A kind of identifier nobody named. */
    static final String OTHER = "other";

    private static final Set<String> IDENTIFIERS =
            Set.of(Admission.PATIENT_NUMBER, Admission.ID_CARD, "passport", "health-card", OTHER);
    private static final Set<String> OPTIONS = Set.of("identifierTypes", "sexes", "visitKinds");

    /** Keeps the words read last: a mapping's profile is the same object for each of its messages. */
    static final class Memory {

        private volatile Map.@Nullable Entry<JsonNode, AdtWords> last;

        /** As {@link AdtWords#of}. */
        @SuppressWarnings("ReferenceEquality") // the profile of the same mapping is one object
        AdtWords of(JsonNode profile) {
            Map.Entry<JsonNode, AdtWords> seen = last;
            if (seen == null || seen.getKey() != profile) {
                seen = Map.entry(profile, AdtWords.of(profile));
                last = seen;
            }
            return seen.getValue();
        }
    }

    /**
     * The words in the profile: in each option, lists of words by what they mean.
     * @throws ProblemException RD-201 with the option at fault
     */
    static AdtWords of(JsonNode profile) {
        profile.fieldNames().forEachRemaining(option -> demand(OPTIONS.contains(option), option));
        Map<String, String> identifiers = byWord(profile, "identifierTypes");
        demand(IDENTIFIERS.containsAll(identifiers.values()), "identifierTypes");
        return new AdtWords(identifiers, byWord(profile, "sexes"), byWord(profile, "visitKinds"));
    }

    private static Map<String, String> byWord(JsonNode profile, String option) {
        demand(profile.path(option).isObject(), option);
        Map<String, String> meanings = new HashMap<>();
        profile.path(option).properties().forEach(meaning -> {
            demand(meaning.getValue().isArray(), option);
            for (JsonNode word : meaning.getValue()) {
                // YAML reads a bare 1 as a number
                demand(word.isTextual() || word.isNumber(), option);
                String before = meanings.put(word.asText().toUpperCase(Locale.ROOT), meaning.getKey());
                demand(before == null, option);
            }
        });
        return Map.copyOf(meanings);
    }

    private static void demand(boolean holds, String option) {
        if (!holds) {
            throw new ProblemException(Problem.PROFILE_INVALID, option);
        }
    }
}
