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
 * @param authorities who numbers patients and visits where a number does not say it, by sender
 * @param charsets name of the character set of senders that declare none, by sender
 */
record AdtWords(
        Map<String, String> identifierTypes,
        Map<String, String> sexes,
        Map<String, String> visitKinds,
        Map<String, String> authorities,
        Map<String, String> charsets) {

    /** A kind of identifier nobody named. */
    static final String OTHER = "other";

    private static final Set<String> IDENTIFIERS =
            Set.of(Admission.PATIENT_NUMBER, Admission.ID_CARD, "passport", "health-card", OTHER);
    private static final Set<String> OPTIONS =
            Set.of("identifierTypes", "sexes", "visitKinds", "authorities", "charsets");
    private static final Set<String> OPTIONAL = Set.of("authorities", "charsets");
    private static final int MAX_AUTHORITY = 64;

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
        Map<String, String> authorities = byWord(profile, "authorities");
        demand(
                authorities.values().stream().allMatch(name -> !name.isBlank() && name.length() <= MAX_AUTHORITY),
                "authorities");
        Map<String, String> charsets = byWord(profile, "charsets");
        demand(
                charsets.values().stream()
                        .allMatch(name -> Hl7Charset.named(name).isPresent()),
                "charsets");
        return new AdtWords(
                identifiers, byWord(profile, "sexes"), byWord(profile, "visitKinds"), authorities, charsets);
    }

    /** The value for a sender: of its application and facility together, else of the application, else of the facility. */
    static @Nullable String bySender(Map<String, String> values, String application, String facility) {
        for (String sender : new String[] {application + '|' + facility, application, '|' + facility}) {
            String found = values.get(sender.toUpperCase(Locale.ROOT));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Name of the character set of a sender ({@code application|facility}) that declares none, null if unknown. */
    @Nullable
    String charsetOf(String sender) {
        int bar = sender.indexOf('|');
        return bySender(charsets, sender.substring(0, bar), sender.substring(bar + 1));
    }

    private static Map<String, String> byWord(JsonNode profile, String option) {
        boolean isOptional = OPTIONAL.contains(option) && profile.path(option).isMissingNode();
        demand(isOptional || profile.path(option).isObject(), option);
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
