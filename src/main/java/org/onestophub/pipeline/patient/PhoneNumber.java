package org.onestophub.pipeline.patient;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Phone numbers as they are compared. */
public final class PhoneNumber {

    /** Nine of ten numbers are mobiles; they need no parser. */
    private static final Pattern MOBILE = Pattern.compile("(?:\\+?0{0,2}86|0)?[- ]?(1[3-9]\\d{9})");

    private static final String REGION = "CN";

    private PhoneNumber() {}

    /** E.164, if the text is a possible Chinese or an international number; an extension is left out. */
    public static Optional<String> e164(String text) {
        Matcher mobile = MOBILE.matcher(text.strip());
        if (mobile.matches()) {
            return Optional.of("+86" + mobile.group(1));
        }
        try {
            PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
            Phonenumber.PhoneNumber number = phones.parse(text, REGION);
            number.clearExtension();
            boolean valid = phones.isValidNumber(number);
            return valid ? Optional.of(phones.format(number, PhoneNumberFormat.E164)) : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
