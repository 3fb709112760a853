package org.onestophub.pipeline.check;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Converts phone numbers as people and telephone systems write them to E.164. {@code known}: valid as written (trunk 0,
 * +86 and 0086 included); {@code maybe}: valid only after taking off an outside-line prefix or adding the hospital's
 * area code; {@code none}: withheld, an extension, or no number.
 */
final class PhoneForm {

    private static final String REGION = "CN";
    /** Longest number with extension and remarks that is examined; the field keeps 100 characters. */
    private static final int MAX_LENGTH = 100;

    private static final Pattern EXTENSION = Pattern.compile("转|轉|分机|內線|内线");
    private static final Pattern QUOTES = Pattern.compile("[<>\"]");
    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]+");
    private static final Pattern NORTH_AMERICAN =
            Pattern.compile("1[ .-]*(?:\\([2-9]\\d{2}\\)|[ .-][2-9]\\d{2})[ .-]*\\d{3}[ .-]*\\d{4}");
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{4,14}");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final CheckProperties settings;
    private final Set<String> withheld = new HashSet<>();

    PhoneForm(CheckProperties settings) {
        this.settings = settings;
        settings.withheldWords().forEach(word -> withheld.add(word.toLowerCase(Locale.ROOT)));
    }

    /** A number's form; {@code e164} is empty if {@code confidence} is none. */
    record Form(String e164, String confidence) {

        static final Form NONE = new Form("", "none");
    }

    Form of(String raw) {
        if (raw.length() > MAX_LENGTH) {
            return Form.NONE;
        }
        String text = QUOTES.matcher(Normalizer.normalize(raw, Normalizer.Form.NFKC))
                .replaceAll("")
                .strip();
        if (text.isEmpty() || isWithheld(text)) {
            return Form.NONE;
        }
        if (isForeign(text)) {
            return Form.NONE;
        }
        String number = EXTENSION.matcher(text).replaceAll(" ext. ");
        return valid(number)
                .map(e164 -> new Form(e164, "known"))
                .or(() -> guessed(number).map(e164 -> new Form(e164, "maybe")))
                .orElse(Form.NONE);
    }

    /** True for a text in place of a number that is withheld. */
    boolean isWithheld(String text) {
        return withheld.contains(text.toLowerCase(Locale.ROOT));
    }

    /** True for a North American number without its plus: 1, area, number. Its digits may be those of a Chinese mobile. */
    static boolean isForeign(String text) {
        return NORTH_AMERICAN.matcher(text).matches();
    }

    private Optional<String> guessed(String number) {
        String digits = NOT_DIGITS.matcher(number).replaceAll("");
        String[] groups = NOT_DIGITS.split(number.strip());
        for (String prefix : settings.outsidePrefixes()) {
            // in 91 98765 43210 the 9 is not before a number, it begins the code of a country
            boolean apart = groups.length < 2 || groups[0].equals(prefix);
            if (apart && digits.startsWith(prefix)) {
                Optional<String> outside = valid(digits.substring(prefix.length()));
                if (outside.isPresent()) {
                    return outside;
                }
            }
        }
        boolean local = !settings.areaCode().isEmpty() && (digits.length() == 7 || digits.length() == 8);
        return local ? valid(settings.areaCode() + digits) : Optional.empty();
    }

    private Optional<String> valid(String text) {
        try {
            PhoneNumber number = numbers.parse(text, REGION);
            if (!numbers.isValidNumber(number)) {
                return Optional.empty();
            }
            return Optional.of(numbers.format(number, PhoneNumberFormat.E164)).filter(E164.asMatchPredicate());
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
