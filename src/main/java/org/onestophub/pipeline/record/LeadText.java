package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.complaint.Digest;

/**
 * The words of a lead of public opinion, and how alike two of them are. Only letters and digits count, without regard to
 * width and case. The measure is the share of common trigrams (Jaccard). Source: decision 0067.
 *
 * @param title without markup; empty if it is not told or is the text itself
 * @param words the text
 * @param host of the page; empty if it is not known
 */
record LeadText(String title, String words, String host) {

    /** How two leads relate. */
    enum Likeness {
        /** One text under two addresses. */
        SAME,
        /** Perhaps one text: a person decides. */
        SIMILAR,
        DIFFERENT
    }

    /** A shorter text may be anybody's. */
    static final int SHORTEST = 10;
    /** A shorter text is the same only if it is exactly the same, title included. */
    static final int LONG = 60;
    /** So much of the longer text the common part must be, if the other has nothing of its own. */
    static final double MOSTLY = 0.8;
    /** Share of common trigrams from which texts are similar. */
    static final double SIMILAR = 0.6;

    private static final int LEAST_SIMILAR = 30;
    /** A shorter piece between common parts may be a name, a number or a "not". */
    private static final int PIECE = 6;

    private static final int ANCHOR = 20;
    /** Of a longer text the beginning is compared; only the same text as a whole is certain then. */
    private static final int COMPARED = 4_000;

    private static final int BANDS = 16;
    private static final int ROWS = 3;
    private static final Pattern LINK = Pattern.compile("https?://\\S{1,2000}", Pattern.CASE_INSENSITIVE);

    /** The words of a document of the channel public-opinion. */
    static LeadText of(JsonNode document) {
        String words = normal(document.at("/matter/facts").asText());
        String title = normal(document.at("/matter/title").asText());
        return new LeadText(title.equals(words) ? "" : title, words, hostIn(document));
    }

    /** True of what may be compared at all: leads of public opinion, and nothing that a person said to the hospital. */
    static boolean isLead(JsonNode document) {
        return document.path("channel").asText().equals("public-opinion")
                && document.at("/matter/type").asText().equals("lead");
    }

    private static String hostIn(JsonNode document) {
        for (JsonNode id : document.path("externalIds")) {
            if (id.path("kind").asText().equals("page")) {
                return id.path("value").asText().replaceFirst("[/?#:].*$", "");
            }
        }
        return "";
    }

    /** Letters and digits, NFKC, in small letters, without addresses. */
    static String normal(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Normalizer.normalize(LINK.matcher(text).replaceAll(" "), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    /** Digest of the whole text; empty if there is none. */
    String digest() {
        return words.isEmpty() ? "" : Digest.sha256(words.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Names that similar texts probably share: bands of a MinHash of the trigrams. With 16 bands of 3 rows two texts of
     * likeness 0.6 share one in 98 of 100 cases, of likeness 0.8 nearly always.
     */
    List<String> bands() {
        Set<String> trigrams = trigrams(words);
        if (words.length() < LEAST_SIMILAR) {
            return List.of();
        }
        int[] least = new int[BANDS * ROWS];
        java.util.Arrays.fill(least, Integer.MAX_VALUE);
        for (String trigram : trigrams) {
            for (int row = 0; row < least.length; row++) {
                least[row] = Math.min(least[row], mixed(trigram.hashCode() ^ (row + 1) * 0x9E3779B9));
            }
        }
        List<String> bands = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            StringBuilder name = new StringBuilder(Integer.toString(band));
            for (int row = 0; row < ROWS; row++) {
                name.append('.').append(Integer.toHexString(least[band * ROWS + row]));
            }
            bands.add(name.toString());
        }
        return bands;
    }

    /** Finalizer of MurmurHash3. */
    private static int mixed(int hash) {
        int mixed = hash;
        mixed = (mixed ^ mixed >>> 16) * 0x85EBCA6B;
        mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
        return mixed ^ mixed >>> 16;
    }

    /** How alike the two are. */
    Likeness to(LeadText other) {
        boolean isSameTitle = isOneTitle(title, other.title);
        if (words.equals(other.words)) {
            return isSameText(other, isSameTitle) ? Likeness.SAME : Likeness.SIMILAR;
        }
        boolean isLong = Math.min(words.length(), other.words.length()) >= LONG
                && Math.max(words.length(), other.words.length()) <= COMPARED;
        if (isLong && isWithin(other) && (isSameTitle || isElsewhere(other))) {
            return Likeness.SAME;
        }
        return likeness(other) >= SIMILAR ? Likeness.SIMILAR : Likeness.DIFFERENT;
    }

    /** A site may put the same words under all of its pages, and people may use the same few words. */
    private boolean isSameText(LeadText other, boolean isSameTitle) {
        return words.length() >= SHORTEST && isSameTitle || words.length() >= LONG && isElsewhere(other);
    }

    private boolean isElsewhere(LeadText other) {
        return !host.isEmpty() && !other.host.isEmpty() && !host.equals(other.host);
    }

    private static boolean isOneTitle(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.contains(other) || other.contains(one);
    }

    /** Share of common trigrams, 0 to 1; 0 of a text too short for it. */
    double likeness(LeadText other) {
        if (Math.min(words.length(), other.words.length()) < LEAST_SIMILAR) {
            return 0;
        }
        Set<String> mine = trigrams(words);
        Set<String> theirs = trigrams(other.words);
        Set<String> common = new HashSet<>(mine);
        common.retainAll(theirs);
        return (double) common.size() / (mine.size() + theirs.size() - common.size());
    }

    private static Set<String> trigrams(String text) {
        Set<String> trigrams = new LinkedHashSet<>();
        for (int i = 0; i + 3 <= Math.min(text.length(), COMPARED); i++) {
            trigrams.add(text.substring(i, i + 3));
        }
        return trigrams;
    }

    /**
     * True if one text is the other with pieces left out: a heading, a line about the source, a paragraph. Either may have
     * a heading or a last line that the other does not have. Nothing may stand in the place of something else, and no piece
     * between common parts may be as short as a name or a number.
     */
    private boolean isWithin(LeadText other) {
        boolean isShorter = words.length() <= other.words.length();
        String shorter = isShorter ? words : other.words;
        String longer = isShorter ? other.words : words;
        return commonPart(shorter, longer) >= longer.length() * MOSTLY;
    }

    /** Characters that both have in their order; 0 if something stands in the place of something else. */
    private static int commonPart(String shorter, String longer) {
        int in = longer.indexOf(shorter.substring(0, ANCHOR));
        int at = in >= 0 ? 0 : shorter.indexOf(longer.substring(0, ANCHOR));
        in = Math.max(in, 0);
        int common = 0;
        while (at >= 0 && at < shorter.length() && in < longer.length()) {
            if (shorter.charAt(at) == longer.charAt(in)) {
                at++;
                in++;
                common++;
                continue;
            }
            String rest = shorter.substring(at, Math.min(shorter.length(), at + ANCHOR));
            in = rest.length() < PIECE ? -1 : longer.indexOf(rest, in + PIECE);
            if (in < 0) {
                return 0;
            }
        }
        return at < 0 ? 0 : common;
    }
}
