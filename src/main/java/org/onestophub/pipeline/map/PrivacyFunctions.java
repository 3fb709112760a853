package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Function;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.onestophub.complaint.Hmac;
import org.onestophub.complaint.IsoWeek;

/**
 * JSLT functions that hide who a person is from receivers who must not know it; null where they cannot.
 * {@code iso-week(instant, zone)}: {@code 2026-W47}. {@code age-band(birthDate, instant)}: the band of the age then.
 * {@code pseudonym(number, instant)}: the same for the same number within a year, not reversible without the hub's
 * key. {@code masked(text, names, length)}: the beginning of a text without numbers, addresses and names.
 */
final class PrivacyFunctions {

    /** Bands of the district's statistics, by their lowest age. */
    private static final int[] BANDS = {0, 14, 18, 45, 60, 75};

    private static final int MAX_AGE = 150;
    /** 128 bits: enough to distinguish the people of a city. */
    private static final int PSEUDONYM_BYTES = 16;

    private PrivacyFunctions() {}

    static List<Function> of(MappingProperties properties) {
        return List.of(
                TextFunction.ofText("iso-week", 2, given -> week(given[0].asText(), given[1].asText())),
                TextFunction.ofText("age-band", 2, given -> band(given[0].asText(), given[1].asText())),
                TextFunction.ofText(
                        "pseudonym",
                        2,
                        given -> pseudonym(properties.pseudonymSecret(), given[0].asText(), given[1].asText())),
                TextFunction.ofText(
                        "masked",
                        3,
                        given -> Optional.of(MaskedText.of(given[0].asText(), texts(given[1]), given[2].asInt()))));
    }

    private static Optional<String> week(String instant, String zone) {
        try {
            return Optional.of(IsoWeek.of(LocalDate.ofInstant(Instant.parse(instant), ZoneId.of(zone))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> band(String birthDate, String instant) {
        try {
            LocalDate then = LocalDate.ofInstant(Instant.parse(instant), ZoneId.of("UTC"));
            LocalDate birth = LocalDate.parse(birthDate);
            int age = Period.between(birth, then).getYears();
            return birth.isAfter(then) || age > MAX_AGE ? Optional.empty() : Optional.of(bandOf(age));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String bandOf(int age) {
        int last = BANDS.length - 1;
        for (int i = 0; i < last; i++) {
            if (age < BANDS[i + 1]) {
                return BANDS[i] + "-" + (BANDS[i + 1] - 1);
            }
        }
        return BANDS[last] + "+";
    }

    private static Optional<String> pseudonym(String secret, String number, String instant) {
        if (secret.isEmpty() || instant.length() < "2026".length()) {
            return Optional.empty();
        }
        String text =
                instant.substring(0, "2026".length()) + ":" + number.strip().toUpperCase(Locale.ROOT);
        byte[] sealed = Hmac.of(secret.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        return Optional.of(HexFormat.of().formatHex(sealed, 0, PSEUDONYM_BYTES));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            if (text.isTextual()) {
                texts.add(text.textValue());
            }
        }
        return texts;
    }
}
