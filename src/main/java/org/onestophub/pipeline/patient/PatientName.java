package org.onestophub.pipeline.patient;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names as they are compared. */
public final class PatientName {

    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

    private PatientName() {}

    /**
     * The form in which two spellings of one name are equal: NFKC, lower case, without blanks and signs; the words of a
     * name in Latin letters in alphabetical order, as nobody knows which one is the family's. Empty if nothing is left.
     */
    public static String normal(String name) {
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (folded.codePoints().anyMatch(Character::isIdeographic)) {
            return NOT_A_LETTER.matcher(folded).replaceAll("");
        }
        return Arrays.stream(NOT_A_LETTER.split(folded))
                .filter(word -> !word.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
