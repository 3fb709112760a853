package org.onestophub.intake.receive.letter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * How a mapping of lane {@code pages} recognises the files of one letter by their names, and when a letter is complete.
 *
 * @param pages names of pages; group {@code series} is what the pages of a letter share, group {@code page}, if there,
 *     the page's number. Without it the file is a whole document
 * @param sidecars names of files that hold facts about the letter
 * @param done names of files that say that all of the letter is there
 * @param quiet time without a new file after which a letter is complete
 * @param quietWhenDone the same when a file of {@code done} is there: files listed with it may still be on the way
 * @param longest time after the first file at which a letter is closed with what is there
 * @param mostPages a letter is closed when it has so many, 1–200
 */
record LetterRule(
        List<Pattern> pages,
        List<Pattern> sidecars,
        List<Pattern> done,
        Duration quiet,
        Duration quietWhenDone,
        Duration longest,
        int mostPages) {

    /** READ opens no more, see RD-107. */
    private static final int MOST_PAGES = 200;
    /** A file system's longest name; patterns of a profile are never run on more. */
    private static final int MOST_NAME = 255;
    /** An {@code int} holds it. */
    private static final int MOST_DIGITS = 9;

    /** What a file is to its letter. */
    enum Kind {
        PAGE("page"),
        SIDECAR("sidecar"),
        DONE("done");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As written in the ledger. */
        String word() {
            return word;
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** Where a file belongs; page is 0 unless it is a numbered page. */
    record Place(String series, Kind kind, int page) {}

    /**
     * The rule in the profile of a mapping.
     * @throws ProblemException RD-201 with the option at fault
     */
    static LetterRule of(JsonNode profile) {
        int most = profile.path("mostPages").asInt(MOST_PAGES);
        if (most < 1 || most > MOST_PAGES) {
            throw new ProblemException(Problem.PROFILE_INVALID, "mostPages");
        }
        return new LetterRule(
                patterns(profile, "pages"),
                patterns(profile, "sidecars"),
                patterns(profile, "done"),
                duration(profile, "quiet"),
                duration(profile, "quietWhenDone"),
                duration(profile, "longest"),
                most);
    }

    /** Where a file of that name belongs; empty if it is a letter of its own. */
    Optional<Place> placeOf(String fileName) {
        if (fileName.length() > MOST_NAME) {
            return Optional.empty();
        }
        return place(done, Kind.DONE, fileName)
                .or(() -> place(sidecars, Kind.SIDECAR, fileName))
                .or(() -> place(pages, Kind.PAGE, fileName));
    }

    private static Optional<Place> place(List<Pattern> patterns, Kind kind, String fileName) {
        for (Pattern pattern : patterns) {
            Matcher name = pattern.matcher(fileName);
            if (name.matches()) {
                return Optional.of(new Place(name.group("series"), kind, pageOf(name, kind)));
            }
        }
        return Optional.empty();
    }

    private static int pageOf(Matcher name, Kind kind) {
        if (kind != Kind.PAGE || !name.pattern().pattern().contains("(?<page>")) {
            return 0;
        }
        String digits = name.group("page");
        return digits == null
                        || digits.length() > MOST_DIGITS
                        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? 0
                : Integer.parseInt(digits);
    }

    private static List<Pattern> patterns(JsonNode profile, String option) {
        List<Pattern> patterns = new ArrayList<>();
        for (JsonNode text : profile.path(option)) {
            try {
                patterns.add(Pattern.compile(text.asText()));
            } catch (PatternSyntaxException e) {
                throw new ProblemException(Problem.PROFILE_INVALID, option);
            }
            if (!text.asText().contains("(?<series>")) {
                throw new ProblemException(Problem.PROFILE_INVALID, option);
            }
        }
        return List.copyOf(patterns);
    }

    private static Duration duration(JsonNode profile, String option) {
        try {
            return Duration.parse("PT" + profile.path(option).asText());
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.PROFILE_INVALID, option);
        }
    }
}
