package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.Restriction;
import org.onestophub.complaint.contract.PatientContext;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.pipeline.record.CaseFinder.Found;
import org.onestophub.problem.Problem;

/**
 * Decides thing by thing, in the order of the list, what becomes of it: a new case, an addition to one, or nothing new. It
 * works in memory; what an earlier thing of the list changed, a later one sees.
 */
final class CaseDecisions {

    private final CaseFinder finder;
    private final CaseChanges changes;
    private final SeenItems seen;
    private final Deque<Long> numbers;
    private final PatientContext context;
    private final ZoneId zone;
    private final List<Decided> items = new ArrayList<>();
    private final Set<OpenCase> lookingAgain = new LinkedHashSet<>();

    CaseDecisions(
            CaseFinder finder,
            CaseChanges changes,
            SeenItems seen,
            Deque<Long> numbers,
            PatientContext context,
            ZoneId zone) {
        this.finder = finder;
        this.changes = changes;
        this.seen = seen;
        this.numbers = numbers;
        this.context = context;
        this.zone = zone;
    }

    /**
     * What becomes of a thing.
     *
     * @param one the case it belongs to; null if to none
     * @param document the canonical complaint as JSON text; null if there is none
     * @param wasErased true if {@code one} is erased and held just this thing
     */
    record Decided(
            Thing thing,
            Outcome outcome,
            @Nullable OpenCase one,
            @Nullable String document,
            boolean wasErased) {}

    /** Everything decided so far, in the order of the list. */
    List<Decided> items() {
        return items;
    }

    /** Cases whose patient is to be looked up once more. */
    Collection<OpenCase> lookingAgain() {
        return lookingAgain;
    }

    void decide(Thing thing) {
        Candidate candidate = thing.candidate();
        Problem stopped = candidate.problem();
        if (stopped != null) {
            boolean isNoLoss = thing.answer().isPresent() && isDatumWrong(stopped);
            end(thing, isNoLoss ? Outcome.COUNTED : Outcome.PARKED, null, candidate.document());
            return;
        }
        Found found = finder.find(thing);
        if (found.erased() != null) {
            items.add(new Decided(thing, Outcome.REPEATED, found.erased(), JsonText.of(candidate.mapped()), true));
            return;
        }
        if (found.open() == null && thing.answer().isPresent()) {
            end(thing, Outcome.COUNTED, null, candidate.document());
            return;
        }
        if (found.open() == null) {
            open(thing);
            return;
        }
        add(thing, found.open());
    }

    private void open(Thing thing) {
        ObjectNode document = numbered(thing);
        OpenCase begun = changes.open(document, thing.receipt().id());
        changes.name(thing.itemName(), begun);
        remember(thing, begun);
        // its document is the first revision of the case and is not kept a second time
        end(thing, Outcome.NEW_CASE, begun, null);
    }

    private void add(Thing thing, OpenCase known) {
        OpenCase host = hostOf(known, thing);
        boolean isSeen = seen.isSeen(known, thing.digest()) || seen.isSeen(known.host(), thing.digest());
        if (!isSeen) {
            addUnseen(thing, known, host);
            changes.name(thing.itemName(), known);
        }
        if (thing.answer().isEmpty()) {
            remember(thing, known);
        }
        end(
                thing,
                isSeen ? Outcome.REPEATED : Outcome.APPENDED,
                // a repeat stays with its own case, so an erasure of that case takes it away
                isSeen ? known : host,
                thing.candidate().document());
    }

    /** The case to which a thing is added. What a merged case has to keep back stays there: the other may be shown in full. */
    private static OpenCase hostOf(OpenCase known, Thing thing) {
        OpenCase host = known.host();
        return host != known
                        && Restriction.applies(CaseMerge.of(
                                known.ownDocument(), thing.candidate().mapped()))
                ? known
                : host;
    }

    private void addUnseen(Thing thing, OpenCase known, OpenCase host) {
        boolean isByMachine = thing.answer().isPresent();
        if (host != known) {
            changes.lend(thing, known, host, isByMachine);
            return;
        }
        ObjectNode own = known.own();
        if (own != null) {
            known.own(CaseMerge.of(own, thing.candidate().mapped()));
        }
        changes.revise(
                known,
                CaseMerge.of(known.document(), thing.candidate().mapped()),
                thing.receipt().id(),
                isByMachine);
    }

    private void end(Thing thing, Outcome outcome, @Nullable OpenCase one, @Nullable ObjectNode document) {
        if (one != null) {
            seen.add(one, thing.digest());
        }
        items.add(new Decided(thing, outcome, one, document == null ? null : JsonText.of(document), false));
    }

    /**
     * Authors, who may add to the case, and claims by which ADT messages that come later find it: of a patient not found yet,
     * or of one who may be merged into another.
     */
    private void remember(Thing thing, OpenCase one) {
        CaseFinder.authorsOf(thing.candidate())
                .forEach(author -> changes.name(CaseName.of(CaseFinder.AUTHOR, author), one));
        ObjectNode document = thing.candidate().mapped();
        List<Complaint.Claim> claims = new ArrayList<>(context.openClaims(document));
        claims.addAll(context.linkedClaims(document));
        if (!claims.isEmpty()) {
            changes.claim(claims, one);
            lookingAgain.add(one);
        }
    }

    /** A copy with the number of the case: that of the receipt if it holds nothing else. */
    private ObjectNode numbered(Thing thing) {
        ObjectNode document = thing.candidate().mapped().deepCopy();
        if (finder.sharesMessageId(document)) {
            document.withObjectProperty("flags").put("possibleDuplicate", true);
        }
        return document.put(
                "number",
                hasReceiptNumber(thing)
                        ? thing.receipt().number()
                        : ReceiptNumber.of(LocalDate.ofInstant(thing.receipt().receivedAt(), zone), numbers.remove()));
    }

    /** True if a case that the thing opens gets the number of the receipt. */
    static boolean hasReceiptNumber(Thing thing) {
        return thing.walk().candidates().size() == 1
                && !thing.receipt().number().isEmpty();
    }

    /** True of a fault that no change of a mapping or of a setting mends: the machine said nothing that can be shown. */
    private static boolean isDatumWrong(Problem problem) {
        return problem.code().charAt(3) == '1';
    }

    /** Which views of things the items of a case have already. */
    static final class SeenItems {
        private final Set<Seen> seen = new HashSet<>();

        private record Seen(OpenCase one, String digest) {}

        void add(OpenCase one, byte[] digest) {
            seen.add(new Seen(one, hex(digest)));
        }

        boolean isSeen(OpenCase one, byte[] digest) {
            return seen.contains(new Seen(one, hex(digest)));
        }

        private static String hex(byte[] digest) {
            return HexFormat.of().formatHex(digest);
        }
    }
}
