package org.onestophub.map;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The beginning of a free text without what points at a person: numbers of any kind, addresses, dates, plates, beds, and
 * names. It masks rather too much than too little; what no rule can know, such as the name of a neighbour in the middle
 * of a sentence, it cannot find.
 */
final class MaskedText {

    /** Looked at; the abstract is a small part of it, so that a number cut at its end stays out of sight. */
    private static final int MAX_LOOKED_AT = 1_000;
    /** No name is longer, and no complaint names more people. */
    private static final int MAX_NAME = 50;
    private static final int MAX_NAMES = 200;

    private static final String SAYS_A_NAME = "我叫|名叫|姓名[是为:]?|叫做|署名:?|联系人[是为:]?|投诉人:|反映人:|患者:|病人:|家属:|医生:|护士:";
    private static final String NUMBER_WORD =
            "(?:床号|床位|住院号|门诊号|病历号|病案号|就诊卡号?|卡号|单号|工单号?|医保号|证号|微信号?|QQ)";

    /** Kind of mark by rule, in the order in which they are applied. */
    private static final Map<Pattern, String> RULES = rules();

    private MaskedText() {}

    /** At most {@code length} characters; {@code names} are masked wherever they stand. */
    static String of(String text, List<String> names, int length) {
        String masked = Normalizer.normalize(cut(text), Normalizer.Form.NFKC).replaceAll("\\s+", " ").strip();
        for (Pattern name : patternsOf(names)) {
            masked = name.matcher(masked).replaceAll("〔姓名〕");
        }
        for (Map.Entry<Pattern, String> rule : RULES.entrySet()) {
            masked = rule.getKey().matcher(masked).replaceAll(rule.getValue());
        }
        masked = TitledNames.masked(masked, "〔姓名〕");
        int[] points = masked.codePoints().toArray();
        return points.length <= length ? masked : new String(points, 0, Math.max(0, length - 1)) + "…";
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LOOKED_AT) {
            return text;
        }
        // what stands at the cut may be half a number; a whole page of digits must not leave its half behind
        String looked = text.substring(0, MAX_LOOKED_AT);
        return looked.replaceAll("[\\p{Alnum}\\p{Nd}@._+\\-\\s]+$", "").replaceAll(".{1,50}$", "");
    }

    /** The longest first, so that a name within a name leaves no rest; letters may stand apart. */
    private static List<Pattern> patternsOf(List<String> names) {
        return names.stream()
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s+", ""))
                .filter(name -> name.length() >= 2 && name.length() <= MAX_NAME)
                .distinct()
                .limit(MAX_NAMES)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(name -> name.codePoints()
                        .mapToObj(point -> Pattern.quote(Character.toString(point)))
                        .collect(Collectors.joining("\\s?")))
                .map(pattern -> Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    private static Map<Pattern, String> rules() {
        Map<Pattern, String> rules = new LinkedHashMap<>();
        rules.put(Pattern.compile("[\\p{Alnum}._%+\\-]{1,64}\\s?@\\s?[\\p{Alnum}.\\-]{1,255}"), "〔邮箱〕");
        rules.put(Pattern.compile("(?i)(?:https?://|www\\.)[^\\s\\p{IsHan}]{1,500}"), "〔网址〕");
        rules.put(Pattern.compile("[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Za-z][·•.\\- ]?[A-Za-z0-9]{4,6}[挂学警港澳]?"),
                "〔车牌〕");
        rules.put(Pattern.compile(NUMBER_WORD + "\\s?[是为:]?\\s?[\\p{Alnum}\\-]{1,40}"), "〔号码〕");
        rules.put(Pattern.compile("[\\p{Alnum}一二三四五六七八九十]{1,8}号?\\s?床"), "〔床位〕");
        rules.put(Pattern.compile("(?:\\d{2,4}\\s?年)?\\d{1,2}\\s?月\\d{1,2}\\s?[日号]"), "〔日期〕");
        rules.put(Pattern.compile("\\d{2,4}[./\\-]\\d{1,2}[./\\-]\\d{1,4}"), "〔日期〕");
        rules.put(Pattern.compile("[A-Za-z]{0,6}\\d(?:[\\s\\-]?\\d){4,}[A-Za-z]{0,3}"), "〔号码〕");
        rules.put(Pattern.compile("[A-Za-z]{1,6}\\d{3,}"), "〔号码〕");
        rules.put(Pattern.compile("[〇零一二三四五六七八九幺两](?:\\s?[〇零一二三四五六七八九幺两]){5,}"), "〔号码〕");
        rules.put(Pattern.compile("\\d{1,5}\\s?(?:弄|号楼|幢|栋|单元|室|号)"), "〔地址〕");
        rules.put(Pattern.compile("(" + SAYS_A_NAME + ")\\s?(?:\\p{IsHan}{2,4}|[A-Za-z]{2,30}(?: [A-Za-z]{2,30})?)"), "$1〔姓名〕");
        return rules;
    }
}
