package org.onestophub.pipeline.read.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.MachineAnswer;
import org.onestophub.complaint.ShortText;

/**
 * Which mail a machine's answer is about: by its own headers, by the mail or headers that the report carries, and by what
 * it quotes as text.
 */
final class AnsweredMail {

    private static final int IDS_MAX = 50;
    private static final int RECIPIENTS_MAX = 20;
    private static final int QUOTED_CHARS_MAX = 20_000;

    private static final List<String> IDS = List.of("message-id", "in-reply-to", "references");

    private static final Pattern QUOTED_ID = Pattern.compile(
            "(?im)^[>|\\s]{0,10}(?:(?:x-)?(?:original-)?message-id|in-reply-to|references)\\s?[:：]([^\\n]{1,1000}(?:\\n[ \\t]+[^\\n]{1,1000}){0,10})");

    private static final Pattern ID = Pattern.compile("<([^<>\\s]{1,500})>");

    private static final Pattern RECIPIENT_FIELD = Pattern.compile(
            "(?im)^(?:final|original)-(?:recipient|rcpt-to)\\s?:\\s?(?:[a-z0-9-]{1,20}\\s?;)?\\s?<?([^<>\\s;]{1,320}@[^<>\\s;]{1,255})");

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{1,255}");

    private AnsweredMail() {}

    /** The answer of that kind that a mail gives. */
    static MachineAnswer of(String kind, MailContents contents, MailSigns mail) {
        Set<String> ids = new LinkedHashSet<>();
        mail.headers().all("in-reply-to").forEach(value -> addIds(ids, value));
        mail.headers().all("references").forEach(value -> addIds(ids, value));
        for (MimeHeaders original : contents.nested().values()) {
            IDS.forEach(field -> original.all(field).forEach(value -> addIds(ids, value)));
        }
        for (String text : List.of(mail.statusText(), ShortText.of(mail.text(), QUOTED_CHARS_MAX))) {
            Matcher quoted = QUOTED_ID.matcher(text);
            while (quoted.find()) {
                addIds(ids, quoted.group(1));
            }
        }
        Set<String> recipients = kind.startsWith("bounce") || kind.equals("delayed") || kind.equals("feedback")
                ? recipients(mail)
                : Set.of();
        return new MachineAnswer(kind, List.copyOf(ids), List.copyOf(recipients));
    }

    private static Set<String> recipients(MailSigns mail) {
        Set<String> recipients = new LinkedHashSet<>();
        Matcher field = RECIPIENT_FIELD.matcher(mail.statusText());
        while (recipients.size() < RECIPIENTS_MAX && field.find()) {
            recipients.add(field.group(1));
        }
        addAddresses(recipients, mail.headers().raw("x-failed-recipients").text());
        if (recipients.isEmpty()) {
            addAddresses(recipients, mail.beginning());
        }
        return recipients;
    }

    private static void addAddresses(Set<String> recipients, String text) {
        Matcher address = ADDRESS.matcher(text);
        while (recipients.size() < RECIPIENTS_MAX && address.find()) {
            recipients.add(address.group());
        }
    }

    private static void addIds(Set<String> ids, byte[] header) {
        addIds(ids, HeaderText.raw(header).text());
    }

    private static void addIds(Set<String> ids, String text) {
        Matcher id = ID.matcher(text);
        while (ids.size() < IDS_MAX && id.find()) {
            ids.add(id.group(1));
        }
    }
}
