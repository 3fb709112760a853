package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.mail.MimeReader;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Mails that bring sheets of work orders as attachments. Only those of the senders in the mapping are read; others are held.
 * The address in From is all that is known of a sender: whether it is forged, the mail server must judge before.
 *
 * <p>Options: {@code sheet}, the mapping whose profile says what the columns mean; {@code senders}, addresses or
 * {@code @domain}. No sender, no sheet is read.
 */
@Component
public class SheetMailReader implements FormatReader {

    private static final Set<String> OPTIONS = Set.of("sheet", "senders");

    /** Each is found by another walk over the mail. */
    private static final int MOST_ATTACHMENTS = 20;

    /** What mail programs add by themselves. */
    private static final Pattern ADDED =
            Pattern.compile("image/.*|application/(?:x-)?pkcs7-signature|application/pgp-signature");

    private static final Pattern SHEET_NAME =
            Pattern.compile(".+\\.(?i:xlsx|xlsm|xltx|xls|et|csv|tsv|tab|txt|ods|xlsb)");
    private static final Pattern SHEET_TYPE =
            Pattern.compile("text/(?:csv|tab-separated-values)|application/(?:csv|vnd\\.ms-excel|excel|x-excel).*"
                    + "|application/vnd\\.openxmlformats-officedocument\\.spreadsheetml.*");

    /** What programs send that do not know what a file is: the bytes decide. */
    private static final Pattern UNNAMED_TYPE =
            Pattern.compile("application/(?:octet-stream|x-download|force-download|binary)|");

    private final SheetReader sheets;
    private final MimeReader mails;
    private final Mappings mappings;

    /** Sheets are read by {@code sheets}, with the profile of one of {@code mappings}. */
    public SheetMailReader(SheetReader sheets, MimeReader mails, Mappings mappings) {
        this.sheets = sheets;
        this.mails = mails;
        this.mappings = mappings;
    }

    @Override
    public String format() {
        return "sheet-mail";
    }

    @Override
    public void check(JsonNode options) {
        sendersOf(options);
    }

    @Override
    public Optional<String> text(byte[] bytes) {
        return mails.text(bytes);
    }

    /** The cell of the sheet that was attached. */
    @Override
    public Optional<InputPlace> place(String text, JsonNode profile, JsonNode view, String pointer) {
        return sheets.place(text, profile, view, pointer);
    }

    @Override
    public Content part(Receipt receipt, JsonNode options, String number) {
        return mails.part(receipt, options, number);
    }

    /**
     * {@inheritDoc}
     * RC-102 if it was too large to be fetched, RD-147 if its sender is not listed, RD-148 if no sheet is attached, what
     * {@link SheetReader} raises if its only sheet cannot be read, RD-201 for a bad profile.
     */
    @Override
    public Walk read(Receipt receipt, JsonNode options) {
        Set<String> senders = sendersOf(options);
        SheetProfile profile =
                SheetProfile.of(mappings.named(options.path("sheet").asText("")).profile());
        Walk mail = mails.read(receipt, options);
        if (mail.candidates().isEmpty()) {
            return mail;
        }
        Candidate letter = mail.candidates().get(0);
        String sender = letter.view().at("/author/address").asText("").toLowerCase(Locale.ROOT);
        String domain = sender.substring(Math.max(0, sender.lastIndexOf('@')));
        if (sender.isEmpty() || !senders.contains(sender) && !senders.contains(domain)) {
            throw new ProblemException(Problem.SENDER_NOT_LISTED, "from");
        }
        if (receipt.transport().containsKey("oversize") || receipt.transport().containsKey("unfetched")) {
            throw new ProblemException(Problem.TOO_LARGE, "size");
        }
        return sheets.walk(receipt, attached(receipt, options, letter, profile));
    }

    private SheetReader.Table attached(Receipt receipt, JsonNode options, Candidate letter, SheetProfile profile) {
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Long> counted = new TreeMap<>();
        List<Part> attachments = letter.parts().stream()
                .filter(part -> !ADDED.matcher(part.mediaType()).matches())
                .toList();
        if (attachments.size() > MOST_ATTACHMENTS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "attachments");
        }
        Set<String> inSheets = attachments.stream()
                .filter(part -> isSheet(part)
                        || UNNAMED_TYPE.matcher(part.mediaType()).matches()
                                && SheetFile.isWorkbook(mails.part(receipt, options, part.number())))
                .map(Part::number)
                .collect(Collectors.toSet());
        if (inSheets.isEmpty()) {
            throw new ProblemException(Problem.SHEET_NOT_IN_MAIL, "attachments");
        }
        for (Part part : attachments) {
            try {
                if (!inSheets.contains(part.number())) {
                    throw new ProblemException(Problem.SHEET_NOT_IN_MAIL);
                }
                SheetReader.Table table =
                        sheets.table(receipt, mails.part(receipt, options, part.number()), profile, placeOf(part));
                candidates.addAll(table.candidates());
                table.counted().forEach((kind, count) -> counted.merge(kind, count, Long::sum));
            } catch (ProblemException e) {
                if (e.problem().isPassing() || attachments.size() == 1) {
                    throw e;
                }
                candidates.add(held(part, e));
            }
        }
        return new SheetReader.Table(candidates, counted);
    }

    private static Candidate held(Part part, ProblemException problem) {
        ObjectNode view = JsonNodeFactory.instance
                .objectNode()
                .put("attachment", part.name())
                .put("mediaType", part.mediaType())
                .put("sizeBytes", part.sizeBytes());
        String inside = problem.field().startsWith("/") ? problem.field() : "";
        return Candidate.found("sheet-file:" + part.sha256(), view, List.of())
                .stopped(problem.problem(), inside.startsWith(placeOf(part)) ? inside : placeOf(part) + inside);
    }

    private static boolean isSheet(Part part) {
        return SHEET_NAME.matcher(part.name()).matches()
                || SHEET_TYPE.matcher(part.mediaType()).matches();
    }

    private static String placeOf(Part part) {
        return "/parts/" + part.number();
    }

    private static Set<String> sendersOf(JsonNode options) {
        options.fieldNames().forEachRemaining(name -> demand(OPTIONS.contains(name), name));
        demand(options.path("senders").isArray(), "senders");
        Set<String> senders = new HashSet<>();
        for (JsonNode sender : options.path("senders")) {
            demand(sender.isTextual() && sender.textValue().indexOf('@') >= 0, "senders");
            senders.add(sender.textValue().toLowerCase(Locale.ROOT));
        }
        return senders;
    }

    private static void demand(boolean holds, String option) {
        if (!holds) {
            throw new ProblemException(Problem.PROFILE_INVALID, option);
        }
    }
}
