package org.onestophub.operate.samples;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestophub.complaint.IdCard;
import org.onestophub.pipeline.read.format.TextReplacement;

/**
 * Puts synthetic values in place of everything that may be personal: what is not known to be harmless is replaced. Equal
 * values stay equal; lengths, separators and the kind of each character stay, so that a mapping sees the same form.
 */
final class SyntheticWords implements TextReplacement {

    private static final String STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥";
    /** The two numbers that were published as examples and belong to nobody. */
    private static final List<String> ID_CARDS = List.of("11010519491231002X", "440524188001010014");
    /** The social credit code that is published as a specimen. */
    private static final String CREDIT_CODE = "91350100M000100Y43";

    private static final String NO_ID_CARD = "110105194912310020";
    private static final String CREDIT_FORM = "[159NY][1-9]\\d{6}[0-9A-HJ-NP-RTUW-Y]{10}";
    /** Years in which a complaint's own times lie; an older date is a birth. */
    private static final int FIRST_YEAR_OF_EVENTS = 2015;

    private static final Pattern NAME = Pattern.compile("\\p{IsHan}{2,4}|(?=.*[·•])[\\p{IsHan}·•]{3,20}");
    /** Already synthetic: a sample made of a sample stays as it is. */
    static final Pattern SYNTHETIC =
            Pattern.compile("测试[" + STEMS + "]\\d*|1380000\\d{4}|[\\w.+-]{1,40}@example\\.(org|com|net)|"
                    + String.join("|", ID_CARDS) + "|" + CREDIT_CODE);
    /** Days since 1900, as spreadsheets write the moments of these years. */
    private static final Pattern DAYS = Pattern.compile("4\\d{4}\\.\\d{1,12}");

    private static final Pattern MOMENT = Pattern.compile(
            "(?<year>(?:19|20)\\d{2})(?<rest>[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?(?:[T ]?\\d{1,2}[:时]\\d{2}(?:[:分]\\d{2}秒?)?"
                    + "(?:\\.\\d{1,6})?(?:Z|[+-]\\d{2}:?\\d{2})?)?|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:\\d{4}|\\d{6})?)");

    private final KnownWords known;
    private final Pattern tokens;
    private final Map<String, String> replaced = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Set<String> kept = new LinkedHashSet<>();
    private final Set<String> gone = new LinkedHashSet<>();

    SyntheticWords(KnownWords known) {
        this.known = known;
        String kept = known.chinese()
                .sorted((a, b) -> b.length() - a.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        this.tokens = Pattern.compile("(?<mail>[\\p{L}\\p{N}._%+-]{1,64}@[\\p{L}\\p{N}.-]{1,200})"
                + "|(?<card>(?<![\\p{N}A-Za-z])\\d{17}[\\dXx](?![\\p{N}A-Za-z]))"
                + "|(?<credit>(?<![\\p{N}A-Za-z])" + CREDIT_FORM + "(?![\\p{N}A-Za-z]))"
                + "|(?<moment>(?<!\\p{N})" + MOMENT.pattern() + "(?!\\p{N}))"
                + "|(?<phone>(?<!\\p{N})(?:\\+?86[- ]?|9?0?)1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}(?!\\p{N}))"
                + "|(?<line>(?<!\\p{N})9?0\\d{2,3}[- ]?\\d{7,8}(?!\\p{N}))"
                + "|(?<spaced>(?=(?:[ ./-]?\\p{N}){7})(?:\\p{N}{1,4}[ ./-]){2,}\\p{N}+)"
                + (kept.isEmpty() ? "" : "|(?<kept>" + kept + ")")
                + "|(?<extension>(?<=\\p{N})转(?=\\p{N}))"
                + "|(?<han>(?:" + (kept.isEmpty() ? "" : "(?!" + kept + ")")
                + "\\p{IsHan})+)|(?<letters>(?:(?!\\p{IsHan})\\p{L})+)|(?<digits>\\p{N}+)");
    }

    @Override
    public String of(String name, String value) {
        if (value.isBlank() || isKept(value)) {
            return value;
        }
        if (NAME.matcher(value).matches()) {
            return gone(value, () -> numbered("测试"));
        }
        boolean birth = name.toLowerCase(Locale.ROOT).contains("birth") || name.contains("出生");
        boolean text = value.codePoints().anyMatch(c -> Character.isIdeographic(c) || c == ' ');
        return tokens.matcher(value).replaceAll(token -> Matcher.quoteReplacement(ofToken(token.group(), birth, text)));
    }

    /** Words of the mapping's own that stay, the longest first. */
    List<String> kept() {
        return Stream.concat(kept.stream(), known.chinese())
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }

    /** What was replaced and must not be found again: names, numbers of five digits or more, mails, words. */
    Set<String> gone() {
        return gone;
    }

    private boolean isKept(String value) {
        if (SYNTHETIC.matcher(value).matches()
                || value.equals("转")
                || DAYS.matcher(value).matches()) {
            return true;
        }
        boolean own = known.holds(value);
        if (own) {
            kept.add(value);
        }
        return own;
    }

    private String ofToken(String token, boolean birth, boolean text) {
        if (isKept(token)) {
            return token;
        }
        Matcher moment = MOMENT.matcher(token);
        if (moment.matches()) {
            return ofMoment(token, moment, birth);
        }
        if (token.contains("@")) {
            return gone(token, () -> "sender" + next("mail") + "@example.org");
        }
        if (token.matches("\\d{17}[\\dXx]")) {
            return gone(token, () -> IdCard.isValid(token) ? ID_CARDS.get((next("card") - 1) % 2) : NO_ID_CARD);
        }
        if (token.matches(CREDIT_FORM)) {
            return gone(token, () -> CREDIT_CODE);
        }
        if (token.matches("(?:\\+?86[- ]?|9?0?)1[3-9]\\d[- ]?\\d{4}[- ]?\\d{4}")) {
            return gone(token, () -> inForm(token, "1380000%04d".formatted(next("phone") % 10_000), 11));
        }
        if (token.matches("9?0\\d{2,3}[- ]?\\d{7,8}")) {
            return gone(token, () -> inForm(token, "6%06d", 7));
        }
        if (token.matches("\\p{N}+[ ./-].*")) {
            return gone(token, () -> token.replaceAll("\\p{N}", "9"));
        }
        return ofRun(token, text);
    }

    private String ofRun(String run, boolean text) {
        int first = run.codePointAt(0);
        if (Character.isIdeographic(first)) {
            return gone(run, () -> "某".repeat(run.codePointCount(0, run.length())));
        }
        if (Character.isLetter(first)) {
            return run.length() == 1 ? run : gone(run, () -> masked(run));
        }
        boolean harmless = run.length() <= (text ? 2 : 4);
        return harmless ? run : gone(run, () -> digits(run.length()));
    }

    private static String ofMoment(String token, Matcher moment, boolean birth) {
        int year = Integer.parseInt(moment.group("year"));
        if (!birth && year >= FIRST_YEAR_OF_EVENTS) {
            return token;
        }
        String rest = moment.group("rest");
        boolean bare = Character.isDigit(rest.charAt(0));
        return "1949" + (bare ? "1231" + "0".repeat(rest.length() - 4) : midnight(rest));
    }

    /** Month and day become December 31st, everything behind them zero. */
    private static String midnight(String rest) {
        StringBuilder moved = new StringBuilder(rest.length());
        List<String> parts = List.of("12", "31");
        int part = 0;
        Matcher numbers = Pattern.compile("\\d+").matcher(rest);
        while (numbers.find()) {
            String number = part < parts.size()
                    ? parts.get(part)
                    : "0".repeat(numbers.group().length());
            numbers.appendReplacement(moved, number);
            part++;
        }
        return numbers.appendTail(moved).toString();
    }

    private String numbered(String stem) {
        int number = next("name") - 1;
        String turn = number < STEMS.length() ? "" : String.valueOf(number / STEMS.length());
        return stem + STEMS.charAt(number % STEMS.length()) + turn;
    }

    private int next(String kind) {
        return counts.merge(kind, 1, Integer::sum);
    }

    private static String masked(String letters) {
        return letters.codePoints()
                .mapToObj(c -> Character.isUpperCase(c) ? "X" : "x")
                .collect(Collectors.joining());
    }

    /** So many digits that no other value was given; never a leading zero, which some formats drop. */
    private String digits(int length) {
        int number = next("digits" + length);
        String tail = String.valueOf(number);
        return "6" + "0".repeat(Math.max(0, length - 1 - tail.length()))
                + tail.substring(Math.max(0, tail.length() - length + 1));
    }

    /** The last {@code count} digits of the token by those of {@code number}; prefix and separators stay. */
    private String inForm(String token, String pattern, int count) {
        String number = pattern.contains("%") ? pattern.formatted(next("line")) : pattern;
        StringBuilder form = new StringBuilder(token);
        int digit = number.length() - 1;
        for (int i = form.length() - 1; i >= 0 && digit >= 0 && digit >= number.length() - count; i--) {
            if (Character.isDigit(form.charAt(i))) {
                form.setCharAt(i, number.charAt(digit--));
            }
        }
        return form.toString();
    }

    private String gone(String value, java.util.function.Supplier<String> made) {
        String known = replaced.get(value);
        if (known != null) {
            return known;
        }
        gone.add(value);
        String fresh = made.get();
        replaced.put(value, fresh);
        return fresh;
    }
}
