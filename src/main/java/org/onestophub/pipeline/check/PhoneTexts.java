package org.onestophub.pipeline.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.contract.PhoneNumbers;
import org.springframework.stereotype.Component;

/** Finds the numbers in what people type into one field: two numbers, whose they are, extensions. */
@Component
class PhoneTexts implements PhoneNumbers {

    private static final int MAX_LENGTH = 200;
    private static final int MAX_NUMBERS = 5;
    /** Nine of ten numbers are mobiles; they need no parser. */
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?0{0,2}86|0)?[- ]?(1[3-9]\\d{9})");

    private static final Pattern BETWEEN = Pattern.compile("[/,、;|\\\\\\r\\n]+|或者?|以及|和");
    /** Remarks: whose number it is, or what kind of number. */
    private static final Pattern REMARK = Pattern.compile("\\([^()\\d]*\\)|[^\\d+()\\-.\\s*#转]+");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern EXTENSION = Pattern.compile("(.*\\d)\\s*(?:转|轉|[-*#]|ext\\.?)\\s*\\d{1,6}");
    private static final int SHORTEST = 7;

    private final PhoneForm form;

    PhoneTexts(CheckProperties settings) {
        this.form = new PhoneForm(settings);
    }

    @Override
    public List<String> e164(String text) {
        if (text.length() > MAX_LENGTH) {
            return List.of();
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        Matcher mobile = MOBILE.matcher(plain);
        if (mobile.matches()) {
            return List.of("+86" + mobile.group(1));
        }
        Set<String> found = new LinkedHashSet<>();
        for (String piece : BETWEEN.split(plain)) {
            found.addAll(numbersIn(piece));
        }
        return found.stream().limit(MAX_NUMBERS).toList();
    }

    /** One number, or several with only blanks between them. */
    private List<String> numbersIn(String piece) {
        String whole = numberIn(piece);
        if (!whole.isEmpty()) {
            return List.of(whole);
        }
        List<String> found = new ArrayList<>();
        for (String word : BLANKS.split(piece.strip())) {
            if (word.chars().filter(Character::isDigit).count() >= SHORTEST) {
                String number = numberIn(word);
                if (!number.isEmpty()) {
                    found.add(number);
                }
            }
        }
        return found;
    }

    private String numberIn(String text) {
        String asIs = form.of(text).e164();
        if (!asIs.isEmpty()) {
            return asIs;
        }
        Matcher extension = EXTENSION.matcher(text.strip());
        String without = extension.matches() ? form.of(extension.group(1)).e164() : "";
        if (!without.isEmpty()) {
            return without;
        }
        String bare = REMARK.matcher(text).replaceAll(" ").strip();
        return bare.equals(text.strip()) ? "" : numberIn(bare);
    }
}
