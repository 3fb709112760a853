package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.MailIdentity;

/**
 * Says to which case an arrival belongs, if to any. Only four things join cases: the thing's own key; a work order's
 * number from the platform that gave it; a mail or receipt number it refers to, if its author is an author of that
 * case; and, among leads of public opinion alone, the same page or text. A number alone is no right to see or add to a case
 * (requirement H6). Source: decisions 0045 and 0067.
 */
final class CaseFinder {

    private static final String MESSAGE_ID = "message-id";
    private static final Set<String> THREADS = Set.of(MESSAGE_ID, "receipt-number");
    /** As many references as are looked at, kept and locked. */
    static final int REFERENCES = 50;

    /** Names mails that a case refers to, by their Message-ID. */
    static final String REFERS_TO = "refers-to";

    /** Names things of erased complaints: a digest of their key and of how READ saw them. */
    static final String ERASED_ITEM = "erased-item";

    /** Names those who may add to a case by mail. */
    static final String AUTHOR = "author";

    private final CaseNames names;

    CaseFinder(CaseNames names) {
        this.names = names;
    }

    /**
     * What is known of a thing.
     *
     * @param open the case it belongs to, locked until the transaction ends; null if there is none
     * @param erased a complaint that had it just so and was erased; null if there is none
     */
    record Found(@Nullable OpenCase open, @Nullable OpenCase erased) {}

    Found find(Thing thing) {
        OpenCase belongs = belongsTo(thing);
        return new Found(belongs != null && belongs.isOpen() ? belongs : null, names.first(thing.erasedName()));
    }

    /** The case a thing belongs to by its names, open or erased; null if there is none. */
    @Nullable
    OpenCase belongsTo(Thing thing) {
        // whatever else has that key by now, the very same that was erased is not added to it
        OpenCase same = names.first(thing.erasedName());
        if (same == null) {
            same = names.first(thing.itemName());
        }
        return same == null ? caseOf(thing) : same;
    }

    private @Nullable OpenCase caseOf(Thing thing) {
        for (JsonNode id : thing.candidate().mapped().path("externalIds")) {
            String kind = id.path("kind").asText();
            if (CaseName.isWithSystem(kind)) {
                OpenCase found = names.first(CaseName.of(kind, aliasOf(id)));
                if (found != null) {
                    return found;
                }
            }
        }
        OpenCase thread = threadOf(thing);
        return thread == null ? names.first(leadName(thing)) : thread;
    }

    /** In memory only: names the lead that this one repeats, once {@link LeadFinder} has found it. */
    static CaseName leadName(Thing thing) {
        return CaseName.of("repeated-lead", thing.alias());
    }

    private @Nullable OpenCase threadOf(Thing thing) {
        Set<String> authors = threadAuthors(thing);
        if (authors.isEmpty()) {
            return null;
        }
        OpenCase referred = withAuthor(referredNames(thing.candidate().mapped()), authors);
        return referred == null
                ? withAuthor(ownMessages(REFERS_TO, thing.candidate().mapped()), authors)
                : referred;
    }

    private @Nullable OpenCase withAuthor(List<CaseName> threads, Set<String> authors) {
        for (CaseName thread : threads) {
            for (OpenCase one : names.named(thread)) {
                if (authors.stream().anyMatch(author -> names.has(one, CaseName.of(AUTHOR, author)))) {
                    return one;
                }
            }
        }
        return null;
    }

    /** True if another case came in a mail with the same Message-ID: a copy somebody changed, or an id used twice. */
    boolean sharesMessageId(ObjectNode document) {
        return ownMessages(MESSAGE_ID, document).stream().anyMatch(name -> names.first(name) != null);
    }

    /** The value under which an external id is kept. */
    static String aliasOf(JsonNode externalId) {
        return CaseName.valueOf(
                externalId.path("kind").asText(),
                externalId.path("system").asText(),
                externalId.path("value").asText());
    }

    private static List<CaseName> referredNames(ObjectNode document) {
        List<CaseName> names = new ArrayList<>();
        for (JsonNode reference : document.path("references")) {
            String kind = reference.path("kind").asText();
            if (THREADS.contains(kind) && names.size() < REFERENCES) {
                names.add(CaseName.of(kind, aliasOf(reference)));
            }
        }
        return names;
    }

    /** The thing's own Message-IDs, under {@code kind}. */
    private static List<CaseName> ownMessages(String kind, ObjectNode document) {
        List<CaseName> names = new ArrayList<>();
        for (JsonNode own : document.path("externalIds")) {
            if (own.path("kind").asText().equals(MESSAGE_ID)) {
                names.add(CaseName.of(kind, aliasOf(own)));
            }
        }
        return names;
    }

    /** Every name by which {@link #find} looks for the case of a sound thing, authors excepted. */
    static Set<CaseName> soughtNames(Thing thing) {
        ObjectNode document = thing.candidate().mapped();
        Set<CaseName> names = new LinkedHashSet<>(List.of(thing.erasedName(), thing.itemName()));
        for (JsonNode own : document.path("externalIds")) {
            String kind = own.path("kind").asText();
            if (CaseName.isWithSystem(kind)) {
                names.add(CaseName.of(kind, aliasOf(own)));
            }
        }
        names.addAll(referredNames(document));
        names.addAll(ownMessages(MESSAGE_ID, document));
        // a case that began with an answer, which overtook the mail that is here now
        names.addAll(ownMessages(REFERS_TO, document));
        return names;
    }

    /**
     * Names of a thing by which another walk may find or open the same case at the same time: numbers of orders and entries,
     * Message-IDs and receipt numbers, its own and those it refers to.
     */
    static Set<String> sharedNames(Thing thing) {
        Set<String> names = new HashSet<>();
        if (!thing.receipt().number().isEmpty()) {
            names.add("receipt-number|" + thing.receipt().number());
        }
        if (!thing.candidate().isSound()) {
            return names;
        }
        ObjectNode document = thing.candidate().mapped();
        for (JsonNode own : document.path("externalIds")) {
            String kind = own.path("kind").asText();
            if (CaseName.isWithSystem(kind) || THREADS.contains(kind)) {
                names.add(kind + "|" + CaseName.bounded(aliasOf(own)));
            }
        }
        referredNames(document).forEach(name -> names.add(name.kind() + "|" + name.value()));
        names.addAll(LeadFinder.sharedNamesOf(document));
        return names;
    }

    /** Who may have written the thing, as far as threads are concerned: its authors, and those a machine answers for. */
    static Set<String> threadAuthors(Thing thing) {
        Set<String> authors = new LinkedHashSet<>(authorsOf(thing.candidate()));
        // a report comes from a server and not from the person whose mail did not arrive
        thing.answer()
                .ifPresent(answer -> answer.recipients()
                        .forEach(address -> MailIdentity.of(address).ifPresent(authors::add)));
        return authors;
    }

    /**
     * Mail identities of those who may add to a case because of this arrival: the one author of a mail, as READ saw him; or,
     * of what is no mail, the complainant's addresses, which staff wrote down.
     */
    static Set<String> authorsOf(Candidate candidate) {
        Set<String> authors = new LinkedHashSet<>();
        ObjectNode document = candidate.mapped();
        if (candidate.view().has("author")) {
            MailIdentity.of(document.at("/arrivals/0/author").asText()).ifPresent(authors::add);
            return authors;
        }
        document.at("/complainant/emails")
                .forEach(mail -> MailIdentity.of(mail.asText()).ifPresent(authors::add));
        return authors;
    }
}
