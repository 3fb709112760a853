package org.onestophub.loop.fact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A status event that a ledger lists. It names no person.
 *
 * @param number of its case
 * @param type code of the list {@code status-type}, one of {@link #TYPES}
 * @param day when it happened, in China
 * @param kind of a seal: {@code record} or {@code object}; else empty
 * @param seal number of the seal; empty if none was said, or after an erasure
 * @param holder who holds what is sealed, a code of the list {@code department}; empty if it is none of these
 * @param to to which department a clue went, a code; empty if it is none
 * @param forum code of the list {@code forum}, or empty
 * @param level code of the list {@code event-level}, or empty
 * @param reference number of a paper; empty if none was said, or after an erasure
 * @param undone of a seal, the day on which it was opened; null: not yet
 */
public record CaseStep(
        String institution,
        String number,
        String type,
        LocalDate day,
        String kind,
        String seal,
        String holder,
        String to,
        String forum,
        String level,
        String reference,
        @Nullable LocalDate undone) {

    /** Which status events ledgers list. */
    public static final Set<String> TYPES = Set.of(
            "sealed",
            "unsealed",
            "police",
            "clue-handed-over",
            "forum-opened",
            "forum-closed",
            "settled",
            "reported",
            "head-notified");

    /** The steps of one case, in order. */
    static List<CaseStep> of(String institution, String number, JsonNode steps) {
        List<CaseStep> all = new ArrayList<>();
        for (JsonNode step : steps) {
            CaseStep one = new CaseStep(
                    institution,
                    number,
                    step.path("type").asText(),
                    LocalDate.parse(step.path("day").asText()),
                    step.path("kind").asText(),
                    step.path("seal").asText(),
                    step.path("holder").asText(),
                    step.path("to").asText(),
                    step.path("forum").asText(),
                    step.path("level").asText(),
                    step.path("reference").asText(),
                    null);
            if (one.type.equals("unsealed")) {
                open(all, one);
            }
            all.add(one);
        }
        return all;
    }

    /** Opens the first seal of that kind and number that is not open yet; one without a number may be any of its kind. */
    private static void open(List<CaseStep> all, CaseStep opened) {
        for (int i = 0; i < all.size(); i++) {
            CaseStep one = all.get(i);
            boolean isSame = one.type.equals("sealed")
                    && one.undone == null
                    && one.kind.equals(opened.kind)
                    && (one.seal.equals(opened.seal) || one.seal.isEmpty() || opened.seal.isEmpty());
            if (isSame) {
                all.set(i, one.undone(opened.day));
                return;
            }
        }
    }

    private CaseStep undone(LocalDate day) {
        return new CaseStep(institution, number, type, this.day, kind, seal, holder, to, forum, level, reference, day);
    }

    /** True for what is still sealed at the end of the day before {@code end}. */
    public boolean isHeldBefore(LocalDate end) {
        return type.equals("sealed") && day.isBefore(end) && (undone == null || !undone.isBefore(end));
    }
}
