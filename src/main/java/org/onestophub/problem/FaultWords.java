package org.onestophub.problem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link Fault#message} says in another language. Names and values that it quotes from a file stay as they are. */
public final class FaultWords {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    /** What a message is about may stand before it. */
    private static final Pattern ABOUT = Pattern.compile("((?:rule )?[A-Za-z0-9._/-]{1,60}: )(.+)", Pattern.DOTALL);

    private static final List<Said> CHINESE = read("faults_zh.txt");

    private FaultWords() {}

    private record Said(Pattern english, String other) {}

    /** The message in that language; in English where it has no words in the other. */
    public static String in(Language language, String message) {
        return language == Language.CHINESE ? chinese(message) : message;
    }

    private static String chinese(String message) {
        Matcher about = ABOUT.matcher(message);
        // what it is about is no part of the words, unless the message as a whole has some
        return about.matches() && translated(message).equals(message)
                ? about.group(1) + translated(about.group(2))
                : translated(message);
    }

    private static String translated(String message) {
        for (Said said : CHINESE) {
            Matcher found = said.english().matcher(message);
            if (found.matches()) {
                return PLACE.matcher(said.other())
                        .replaceAll(
                                place -> Matcher.quoteReplacement(found.group(Integer.parseInt(place.group(1)) + 1)));
            }
        }
        return message;
    }

    /** Two lines for each message: as the hub writes it, and in the other language. */
    private static List<Said> read(String name) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FaultWords.class.getResourceAsStream(name)), StandardCharsets.UTF_8))) {
            lines.readLine();
            List<Said> all = new ArrayList<>();
            for (String english = lines.readLine(); english != null; english = lines.readLine()) {
                String pattern = "\\Q" + PLACE.matcher(english).replaceAll("\\\\E(.{1,300}?)\\\\Q") + "\\E";
                all.add(new Said(Pattern.compile(pattern, Pattern.DOTALL), Objects.requireNonNull(lines.readLine())));
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
