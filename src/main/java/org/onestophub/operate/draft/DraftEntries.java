package org.onestophub.operate.draft;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Choice;

/**
 * What a person gave for a draft.
 *
 * @param values secrets as references
 */
record DraftEntries(
        String kind,
        Map<String, String> values,
        String mapping,
        List<Choice> choices,
        String sampleProblem,
        String by,
        Instant at) {

    /** The same with other values, mapping or choices, by someone now; whether there is a sample is not known yet. */
    DraftEntries with(
            Map<String, String> otherValues, String otherMapping, List<Choice> otherChoices, String who, Instant when) {
        return new DraftEntries(kind, otherValues, otherMapping, otherChoices, "", who, when);
    }

    /** The same, and why there is no sample; empty if there is one. */
    DraftEntries withoutSample(String problem) {
        return new DraftEntries(kind, values, mapping, choices, problem, by, at);
    }

    /** Whether a platform pushes to it. */
    boolean isPush() {
        return kind.equals(Drafts.PUSH);
    }

    /** The mapping in the configuration that it uses; empty if it uses none. */
    String lender() {
        return mapping.isEmpty() && !isPush() ? CallText.LENDER : mapping;
    }

    /** The mapping that it uses, which has its own name if it is its own. */
    String mappingOf(String id) {
        return mapping.isEmpty() ? id : mapping;
    }
}
