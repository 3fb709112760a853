package org.onestophub.pipeline.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Pattern EXTENSION =
            Pattern.compile("(?i)(.*\\d\\)?)\\s*(?:转接?|轉接?|分机号?|分機|内线|內線|[-*#]|(?:ext|extension|x)[.:]?)\\s*\\d{1,6}");
    private static final int SHORTEST = 7;
    private static final Pattern CODE = Pattern.compile("\\(?\\d{1,4}\\)?");
    private static final Pattern COMPLETE = Pattern.compile("[+0]|1[3-9]\\d{9}(?!\\d)");

    private final PhoneForm form;

    PhoneTexts(CheckProperties settings) {
        this.form = new PhoneForm(settings);
    }

    @Override
    public List<String> e164(String text) {
        return forms(text).stream().map(PhoneForm.Form::e164).toList();
    }

    /** The numbers in the text, each once, with how sure they are; empty if there is none. */
    List<PhoneForm.Form> forms(String text) {
        if (text.length() > MAX_LENGTH) {
            return List.of();
        }
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        Matcher mobile = MOBILE.matcher(plain);
        if (mobile.matches()) {
            return form.isWithheld(plain) ? List.of() : List.of(new PhoneForm.Form("+86" + mobile.group(1), "known"));
        }
        Map<String, PhoneForm.Form> found = new LinkedHashMap<>();
        for (String piece : BETWEEN.split(plain)) {
            numbersIn(piece).forEach(number -> found.putIfAbsent(number.e164(), number));
        }
        return found.values().stream().limit(MAX_NUMBERS).toList();
    }

    /** One number, or several with only blanks between them. */
    private List<PhoneForm.Form> numbersIn(String piece) {
        Optional<PhoneForm.Form> whole = numberIn(piece);
        if (whole.isPresent()) {
            return List.of(whole.get());
        }
        List<PhoneForm.Form> found = new ArrayList<>();
        if (PhoneForm.isForeign(piece.strip())) {
            return found;
        }
        String before = "";
        for (String word : BLANKS.split(piece.strip())) {
            // after the code of a country, as in 852 23456789, digits are no local number
            boolean complete =
                    !CODE.matcher(before).matches() || COMPLETE.matcher(word).lookingAt();
            if (complete && word.chars().filter(Character::isDigit).count() >= SHORTEST) {
                numberIn(word).ifPresent(found::add);
            }
            before = word;
        }
        return found;
    }

    private Optional<PhoneForm.Form> numberIn(String text) {
        Optional<PhoneForm.Form> asIs = found(form.of(text));
        if (asIs.isPresent()) {
            return asIs;
        }
        Matcher extension = EXTENSION.matcher(text.strip());
        Optional<PhoneForm.Form> without = extension.matches() ? found(form.of(extension.group(1))) : Optional.empty();
        if (without.isPresent()) {
            return without;
        }
        String bare = REMARK.matcher(text).replaceAll(" ").strip();
        return bare.equals(text.strip()) ? Optional.empty() : numberIn(bare);
    }

    private static Optional<PhoneForm.Form> found(PhoneForm.Form form) {
        return Optional.of(form).filter(one -> !one.e164().isEmpty());
    }
}
