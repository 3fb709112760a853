package org.onestophub.pipeline.map;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.onestophub.complaint.ShortText;

/**
 * The beginning of a free text without what identifies a person: numbers of any kind, addresses, dates, plates, beds, and
 * names. It masks too much rather than too little. It cannot find what no rule covers, such as the name of a neighbour in
 * the middle of a sentence.
 */
final class MaskedText {

    /** Bound of the text examined; a page of addresses gives a shorter result. */
    private static final int MAX_LOOKED_AT = 1_000;
    /** Bounds of the length and the number of names. */
    private static final int MAX_NAME = 50;

    private static final int MAX_NAMES = 200;
    /** The last character before a cut may combine with the next one. */
    private static final int LAST_CHARACTER = 2;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final String SAYS_A_NAME = "我叫|名叫|姓名[是为:]?|叫做|署名:?|联系人[是为:]?|投诉人:|反映人:|患者:|病人:|家属:|医生:|护士:";
    private static final String NAME = "〔姓名〕";
    private static final String NUMBER_WORD = "(?:床号|床位|住院号|门诊号|病历号|病案号|就诊卡号?|卡号|单号|工单号?|医保号|证号|微信号?|QQ)";

    /** In the order in which they are applied. */
    private static final List<MaskRule> RULES = rules();

    private MaskedText() {}

    /** At most {@code length} characters, with an ellipsis where it is cut; {@code names} are masked everywhere. */
    static String of(String text, List<String> names, int length) {
        List<MaskRule> rules = rulesFor(names);
        int reach = LAST_CHARACTER
                + TitledNames.REACH
                + rules.stream().mapToInt(MaskRule::reach).sum();
        // twice the length is enough for most: marks are shorter than what they hide
        return abstractOf(text, rules, length, 2 * Math.min(length, MAX_LOOKED_AT) + reach);
    }

    /**
     * Masks the first {@code looked} characters and gives those that later text cannot change: half a number or half a
     * name at the cut is never shown. If that is too short, because marks are shorter than what they hide, it reads on.
     */
    static String abstractOf(String text, List<MaskRule> rules, int length, int looked) {
        String all = plain(ShortText.of(text, Math.max(0, MAX_LOOKED_AT)));
        Masked masked = masked(ShortText.of(all, Math.max(0, looked)), rules);
        boolean isAll = looked >= all.length();
        if (isAll && text.length() <= MAX_LOOKED_AT) {
            return abridged(TitledNames.masked(masked.text(), NAME), length, false);
        }
        String sure = TitledNames.masked(ShortText.of(masked.text(), Math.max(0, masked.sure())), NAME);
        sure = ShortText.of(sure, Math.max(0, sure.length() - TitledNames.REACH));
        return isAll || sure.codePointCount(0, sure.length()) > length
                ? abridged(sure, length, true)
                : abstractOf(text, rules, length, 2 * looked);
    }

    private static Masked masked(String text, List<MaskRule> rules) {
        Masked masked = new Masked(text, text.length() - LAST_CHARACTER);
        for (MaskRule rule : rules) {
            masked = rule.applied(masked);
        }
        return masked;
    }

    private static String plain(String text) {
        return SPACE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip();
    }

    private static String abridged(String text, int length, boolean goesOn) {
        int[] points = text.codePoints().toArray();
        return points.length <= length && !goesOn
                ? text
                : new String(points, 0, Math.max(0, Math.min(points.length, length - 1))) + "…";
    }

    /** Names first, the longest before the others, so that a name within a name leaves no rest; then the other rules. */
    static List<MaskRule> rulesFor(List<String> names) {
        List<MaskRule> rules = new ArrayList<>();
        names.stream()
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s+", ""))
                .filter(name -> name.length() >= 2 && name.length() <= MAX_NAME)
                .distinct()
                .limit(MAX_NAMES)
                .sorted(Comparator.comparingInt(String::length).reversed())
                // one reach for all: a name across the cut begins at most so far before it
                .forEach(name ->
                        rules.add(new MaskRule(patternOf(name), NAME, rules.isEmpty() ? 2 * name.length() : 0)));
        rules.addAll(RULES);
        return rules;
    }

    private static Pattern patternOf(String name) {
        String letters = name.codePoints()
                .mapToObj(point -> Pattern.quote(Character.toString(point)))
                .collect(Collectors.joining("\\s?"));
        return Pattern.compile(letters, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static List<MaskRule> rules() {
        return List.of(
                rule("[\\p{Alnum}._%+\\-]{1,64}\\s?@\\s?[\\p{Alnum}.\\-]{1,255}", "〔邮箱〕", 68),
                rule("(?i)(?:https?://|www\\.)[^\\s\\p{IsHan}]{1,500}", "〔网址〕", 9),
                rule("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·•.\\- ]?[A-Za-z0-9]{4,6}[挂学警港澳]?", "〔车牌〕", 10),
                rule(NUMBER_WORD + "\\s?[是为:]?\\s?[\\p{Alnum}\\-]{1,40}", "〔号码〕", 8),
                rule("[\\p{Alnum}一二三四五六七八九十]{1,8}号?\\s?床", "〔床位〕", 11),
                rule("(?:\\d{2,4}\\s?年)?\\d{1,2}\\s?月\\d{1,2}\\s?[日号]", "〔日期〕", 14),
                rule("\\d{2,4}[./\\-]\\d{1,2}[./\\-]\\d{1,4}", "〔日期〕", 12),
                rule("[A-Za-z]{0,6}\\d(?:[\\s\\-]?\\d){4,}[A-Za-z]{0,3}", "〔号码〕", 15),
                rule("[A-Za-z]{1,6}\\d{3,}", "〔号码〕", 9),
                rule("[〇零一二三四五六七八九幺两](?:\\s?[〇零一二三四五六七八九幺两]){5,}", "〔号码〕", 11),
                rule("\\d{1,5}\\s?(?:弄|号楼|幢|栋|单元|室|号)", "〔地址〕", 8),
                rule(
                        "(" + SAYS_A_NAME + ")\\s?(?:\\p{IsHan}{2,4}|[A-Za-z]{2,30}(?: [A-Za-z]{2,30})?)",
                        "$1" + NAME,
                        8));
    }

    private static MaskRule rule(String pattern, String mark, int reach) {
        return new MaskRule(Pattern.compile(pattern), mark, reach);
    }
}
