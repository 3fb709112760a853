package org.onestophub.pipeline.read.mail;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.pipeline.read.format.TextReplacement;

/** The headers of a mail that the hub reads, with replaced words. Headers that only show the class of the mail stay. */
final class RewrittenHeaders {

    private static final Map<String, String> BOXES =
            Map.of("from", "From", "sender", "Sender", "reply-to", "Reply-To", "to", "To", "cc", "Cc");
    private static final Map<String, String> IDS =
            Map.of("message-id", "Message-ID", "in-reply-to", "In-Reply-To", "references", "References");
    /** Headers of which only the presence matters, each with a neutral value. */
    private static final Map<String, String> SIGNS = Map.of(
            "list-id",
            "List-Id: <list.example.org>",
            "list-unsubscribe",
            "List-Unsubscribe: <mailto:list@example.org>",
            "x-autoreply",
            "X-Autoreply: yes",
            "x-autorespond",
            "X-Autorespond: yes",
            "x-onestop-hub",
            "X-Onestop-Hub: yes");

    private static final Map<String, Set<String>> WORDS = Map.of(
            "Auto-Submitted", Set.of("no", "auto-generated", "auto-replied", "auto-notified"),
            "Precedence", Set.of("bulk", "list", "junk", "auto_reply"),
            "Return-Path", Set.of("<>"),
            "Content-Class", Set.of("urn:content-classes:calendarmessage"));
    private static final Set<String> SERVERS = Set.of("mailer-daemon", "postmaster");

    private static final int FIELDS_MAX = 5;
    private static final int BOXES_MAX = 200;
    private static final Pattern PLAIN_DATE = Pattern.compile("[A-Za-z0-9 ,:+()./-]{1,60}");
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,500}>|[^<>\\s]+@[^<>\\s]+");
    private static final Pattern ENDING = Pattern.compile("(.*)(\\.[A-Za-z0-9]{1,5})");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    private final TextReplacement texts;
    private final Map<String, String> ids = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();

    RewrittenHeaders(TextReplacement texts) {
        this.texts = texts;
    }

    /** Lines of the message's headers, except those about its content. */
    List<String> of(MimeHeaders headers) {
        List<String> lines = new ArrayList<>();
        BOXES.keySet().stream()
                .sorted()
                .forEach(name -> headers.all(name).stream()
                        // a second From field is what a sample may be about
                        .limit(FIELDS_MAX)
                        .forEach(value -> lines.add(BOXES.get(name) + ": " + boxes(value))));
        MailAuthor.listIn(headers).ifPresent(list -> lines.add("List-Post: <mailto:" + address(list) + ">"));
        if (headers.has("subject")) {
            lines.add("Subject: " + line(subject(headers.text("subject").text())));
        }
        IDS.keySet().stream()
                .sorted()
                .filter(headers::has)
                .forEach(name ->
                        lines.add(IDS.get(name) + ": " + ids(headers.raw(name).text())));
        if (headers.has("date")) {
            String date = headers.raw("date").text();
            lines.add("Date: "
                    + (PLAIN_DATE.matcher(date).matches() && MailDate.of(date).isPresent()
                            ? date
                            : line(texts.of("date", date))));
        }
        SIGNS.keySet().stream().sorted().filter(headers::has).map(SIGNS::get).forEach(lines::add);
        WORDS.forEach((name, words) -> words.stream()
                .filter(word -> headers.word(name.toLowerCase(Locale.ROOT)).startsWith(word))
                .limit(1)
                .forEach(word -> lines.add(name + ": " + word)));
        if (!lines.isEmpty()) {
            lines.add("MIME-Version: 1.0");
        }
        return lines;
    }

    /** Another name with the same ending. */
    String fileName(String name) {
        Matcher parts = ENDING.matcher(name);
        boolean ends = parts.matches();
        String stem = texts.of("fileName", ends ? parts.group(1) : name);
        return line(stem).replace("\"", "").replace("\\", "") + (ends ? parts.group(2) : "");
    }

    private String boxes(byte[] header) {
        return MailAddresses.of(header, BOXES_MAX).first().stream()
                .map(this::box)
                .collect(Collectors.joining(", "));
    }

    private String box(MailAddresses.Mailbox box) {
        String name = line(texts.of("name", box.name())).replace("\\", "").replace("\"", "");
        String address = address(box.address());
        if (address.isEmpty()) {
            return "\"" + name + "\"";
        }
        return name.isEmpty() ? "<" + address + ">" : "\"" + name + "\" <" + address + ">";
    }

    private String address(String address) {
        int at = address.indexOf('@');
        String local = at < 0 ? "" : address.substring(0, at).toLowerCase(Locale.ROOT);
        if (MailAuthor.isNobodys(address)) {
            return "no-reply@example.org";
        }
        return SERVERS.contains(local)
                ? local + "@example.org"
                : line(texts.of("address", address)).replaceAll("[<>,;\"]", "");
    }

    /** Replaces a receipt number by another valid one; the rest is text. */
    private String subject(String subject) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (MatchResult number : MailSubject.numbersIn(subject)) {
            out.append(texts.of("subject", subject.substring(at, number.start())));
            out.append(
                    ReceiptNumber.isValid(number.group())
                            ? numbers.computeIfAbsent(
                                    number.group(), known -> ReceiptNumber.of(DAY, numbers.size() + 1L))
                            : number.group().replaceAll("[0-9]", "9"));
            at = number.end();
        }
        return out.append(texts.of("subject", subject.substring(at))).toString();
    }

    private String ids(String header) {
        return ID.matcher(header)
                .results()
                .map(id -> "<"
                        + ids.computeIfAbsent(
                                id.group().replaceAll("[<>]", ""), known -> "id-" + (ids.size() + 1) + "@example.org")
                        + ">")
                .collect(Collectors.joining(" "));
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
