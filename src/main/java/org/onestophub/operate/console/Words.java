package org.onestophub.operate.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.DueTime;
import org.onestophub.complaint.contract.CaseStates;
import org.onestophub.complaint.list.CodeList;
import org.onestophub.problem.FaultWords;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;

/** Codes, times and sizes as the viewer reads them; templates call it {@code w}. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[0-9:.]{5,20}Z");
    private static final Pattern CODE = Pattern.compile("[^, ]+");
    private static final Pattern CODED = Pattern.compile("([A-Z]{2}-\\d{3})(.*)");
    private static final String STOPPED_BY = "stopped by ";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KILO = 1024;
    private static final int LONGEST_JSON = 200_000;

    private final Locale locale;
    private final Language language;
    private final ZoneId zone;
    private final Vocabulary vocabulary;
    private final Instant now;

    Words(Locale locale, ZoneId zone, Vocabulary vocabulary, Instant now) {
        this.locale = locale;
        this.language = Language.named(locale.getLanguage());
        this.zone = zone;
        this.vocabulary = vocabulary;
        this.now = now;
    }

    /** The tag for {@code lang}. */
    public String tag() {
        return language.tag();
    }

    /** True for Chinese. */
    public boolean isChinese() {
        return language == Language.CHINESE;
    }

    /** A moment in short: the time today, else day and time, with the year where it is another. */
    public String time(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        return formOf(LocalDate.ofInstant(at, zone)).format(at.atZone(zone));
    }

    private DateTimeFormatter formOf(LocalDate day) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        return day.equals(today) ? TIME : day.getYear() == today.getYear() ? DAY : FULL;
    }

    /** Until when something has to be done, in short. */
    public String until(@Nullable Instant due) {
        return due == null ? "" : DueTime.text(due.atZone(zone), formOf(DueTime.dayOf(due.atZone(zone))));
    }

    /** The same in full. */
    public String untilFull(@Nullable Instant due) {
        return due == null ? "" : DueTime.text(due.atZone(zone), FULL);
    }

    /** A moment in full. */
    public String full(@Nullable Instant at) {
        return at == null ? "" : FULL.format(at.atZone(zone));
    }

    /** A moment in full if the text is one as records have it, else the text. */
    public String moment(String text) {
        return moment(text, this::full);
    }

    private static String moment(String text, Function<Instant, String> form) {
        if (!MOMENT.matcher(text).matches()) {
            return text;
        }
        try {
            return form.apply(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    /** For {@code datetime}. */
    public String iso(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }

    /** True if the moment is over. */
    public boolean isPast(@Nullable Instant at) {
        return at != null && at.isBefore(now);
    }

    /** How long ago or ahead: in days from two on, else in hours, else in minutes. */
    public String distance(@Nullable Instant at) {
        if (at == null) {
            return "";
        }
        return span(Duration.between(at, now).abs());
    }

    private String span(Duration distance) {
        boolean chinese = isChinese();
        if (distance.toDays() > 1) {
            return distance.toDays() + (chinese ? " 天" : " d");
        }
        if (distance.toHours() > 0) {
            return distance.toHours() + (chinese ? " 小时" : " h");
        }
        return distance.toMinutes() + (chinese ? " 分钟" : " min");
    }

    /** How much there is of something that an alert is about, in the unit of its condition. */
    public String amount(long amount, String unit) {
        return switch (unit) {
            case "seconds" -> span(Duration.ofSeconds(amount));
            case "days" -> span(Duration.ofDays(amount));
            case "bytes" -> bytes(amount);
            default -> Long.toString(amount);
        };
    }

    /** The name of a code in a list; the code itself where the list does not have it. */
    public String code(String list, @Nullable String code) {
        if (code == null) {
            return "";
        }
        Optional<CodeList.Entry> entry = vocabulary.lists().named(list).flatMap(known -> known.entry(code));
        return entry.map(this::nameOf).filter(name -> !name.isBlank()).orElse(code);
    }

    /** Several codes, each by its name in the first of these lists that has it. */
    private String codes(String codes, String... of) {
        return CODE.matcher(codes)
                .replaceAll(found -> Matcher.quoteReplacement(Stream.of(of)
                        .map(list -> code(list, found.group()))
                        .filter(name -> !name.equals(found.group()))
                        .findFirst()
                        .orElse(found.group())));
    }

    /** The name of a rule of duties. */
    public String duty(String rule) {
        return name(vocabulary.duties().nameOf(rule));
    }

    /** The name of a rule of alarms. */
    public String alarm(String rule) {
        return name(vocabulary.alarms().nameOf(rule));
    }

    private String text(String key, String otherwise) {
        return String.valueOf(vocabulary.texts().getMessage(key, null, otherwise, locale));
    }

    /** A detail of an entry of a time line. */
    public String fact(String kind, TimeLine.Fact fact) {
        String value = fact.value();
        return switch (fact.name()) {
            case "action", "release", "room" -> text(fact.name() + "." + value, value);
            case "outcome" -> text((kind.equals("attempted") ? "attempt." : "outcome.") + value, value);
            case "state" -> text((kind.equals("alarm") ? "alarm." : "delivery.") + value, value);
            case "rule" -> kind.equals("alarm") ? alarm(value) : duty(value);
            case "item" -> value.equals("-1") ? text("held.whole", value) : Long.toString(Long.parseLong(value) + 1);
            case "dueAt" -> moment(value, this::untilFull);
            case "sizeBytes" -> bytes(Long.parseLong(value));
            case "responsible" -> code("duty-role", value);
            case "cause" -> value.equals("complaint") ? text("cause.complaint", value) : code("status-type", value);
            case "type" -> kind.equals("happened") ? code("status-type", value) : text("event." + value, value);
            case "track" -> code("track", value);
            case "changedAtOnce" -> codes(value, "immediate-change");
            case "helpers" -> codes(value, "helper");
            case "ladder" -> codes(value, "responsibility", "duty-role", "staff-role", "department");
            default -> value.equals("true") ? text("yes", value) : moment(value);
        };
    }

    /** The name of something that has one in each language. */
    public String name(CaseStates.Word word) {
        boolean english = language == Language.ENGLISH && !word.en().isBlank();
        return english ? word.en() : word.zh();
    }

    /** The meaning of a problem's code; empty where this version does not know it. */
    public String meaning(@Nullable String code) {
        return code == null
                ? ""
                : Problem.find(code)
                        .map(problem -> problem.in(language).meaning())
                        .orElse("");
    }

    /** What to do about a problem; empty where this version does not know it. */
    public String remedy(@Nullable String code) {
        return code == null
                ? ""
                : Problem.find(code)
                        .map(problem -> problem.in(language).remedy())
                        .orElse("");
    }

    /** What is wrong in a file. */
    public String fault(String message) {
        return FaultWords.in(language, message);
    }

    /** Why a channel or destination does not run: a problem's code before where it lies, or who stopped it. */
    public String reason(String reason) {
        Matcher coded = CODED.matcher(reason);
        if (coded.matches() && !meaning(coded.group(1)).isEmpty()) {
            return coded.group(1) + " " + meaning(coded.group(1)) + coded.group(2);
        }
        return reason.startsWith(STOPPED_BY)
                ? text("channel.stoppedBy", STOPPED_BY) + reason.substring(STOPPED_BY.length())
                : reason;
    }

    /** A number of bytes. */
    public String bytes(long size) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double value = size;
        int unit = 0;
        while (value >= KILO && unit < units.length - 1) {
            value /= KILO;
            unit++;
        }
        return unit == 0 ? size + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    /** Text of a stranger: what would turn or hide other text is made visible. */
    public String shown(@Nullable String text) {
        return text == null ? "" : Preview.visible(text);
    }

    /** JSON over several lines, cut where it is very long. */
    public String json(@Nullable JsonNode json) {
        if (json == null) {
            return "";
        }
        try {
            String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
            return Preview.visible(text.length() > LONGEST_JSON ? text.substring(0, LONGEST_JSON) + " …" : text);
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private String nameOf(CodeList.Entry entry) {
        boolean english = language == Language.ENGLISH && !entry.nameEn().isBlank();
        return english ? entry.nameEn() : entry.nameZh();
    }
}
