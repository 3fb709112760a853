package org.onestophub.pipeline.read.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.IdCard;

/**
 * Numbers and dates that free text states about people, found conservatively: a wrong number is worse than none. A
 * result is a claim of the writer, never a fact.
 */
public final class TextClaims {

    /** Enough for any real letter. */
    private static final int MAX_CLAIMS = 50;

    // mainland mobiles: 11 digits from 13 to 19, perhaps +86 before them and 3-4-4 grouping
    private static final Pattern MOBILE = Pattern.compile(
            "(?<![0-9A-Za-z+-])(?:(?:\\+|00)?86[- ]?)?(1[3-9][0-9](?:[0-9]{8}|[- ][0-9]{4}[- ][0-9]{4}))(?![0-9A-Za-z-])");
    private static final Pattern ID_CARD = Pattern.compile("(?<![0-9A-Za-z])([1-9][0-9]{16}[0-9Xx])(?![0-9A-Za-z])");
    private static final Pattern VISIT =
            Pattern.compile("(?:住院号|就诊号)码?\\s{0,3}[:：]?\\s{0,3}([A-Za-z0-9-]{4,20})(?![A-Za-z0-9-])");
    // hospitals keep one outpatient number for life
    private static final Pattern PATIENT =
            Pattern.compile("(?:病历号|门诊号)码?\\s{0,3}[:：]?\\s{0,3}([A-Za-z0-9-]{4,20})(?![A-Za-z0-9-])");
    private static final Pattern DATE = Pattern.compile("([0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)");

    private TextClaims() {}

    /**
     * A claim found in text.
     *
     * @param kind {@code phone}, {@code id-card}, {@code visit-number}, {@code patient-number} or {@code date}
     * @param value as written, full-width digits and letters made narrow
     */
    public record Found(String kind, String value) {}

    /** The claims in {@code text}, each once, at most 50; by kind and then in the order of the text. */
    public static List<Found> in(String text) {
        String narrow = narrow(text);
        Set<Found> found = new LinkedHashSet<>();
        collect(found, "phone", MOBILE, narrow);
        collect(found, "id-card", ID_CARD, narrow);
        collect(found, "visit-number", VISIT, narrow);
        collect(found, "patient-number", PATIENT, narrow);
        collect(found, "date", DATE, narrow);
        return new ArrayList<>(found);
    }

    /** The same as a JSON array of {@code {kind, value}}. */
    public static ArrayNode asJson(String text) {
        return asJson(in(text));
    }

    /** The claims that may identify a person: all but the dates. */
    public static ArrayNode ofPeopleAsJson(String text) {
        return asJson(
                in(text).stream().filter(found -> !found.kind().equals("date")).toList());
    }

    private static ArrayNode asJson(List<Found> claims) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Found found : claims) {
            array.addObject().put("kind", found.kind()).put("value", found.value());
        }
        return array;
    }

    private static void collect(Set<Found> found, String kind, Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        while (found.size() < MAX_CLAIMS && matcher.find()) {
            String value = matcher.group(1);
            if (!kind.equals("id-card") || IdCard.isValid(value)) {
                found.add(new Found(kind, value));
            }
        }
    }

    // people write full-width digits; one character stays one character
    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wideAlnum = (c >= '０' && c <= '９') || (c >= 'Ａ' && c <= 'Ｚ') || (c >= 'ａ' && c <= 'ｚ');
            boolean wideSign = c == '－' || c == '＋';
            narrow.append(wideAlnum || wideSign ? (char) (c - 0xFEE0) : c);
        }
        return narrow.toString();
    }
}
