package org.onestophub.problem;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A language in which the hub has its texts for people. English is the default. */
public enum Language {
    /** English, tag {@code en}. */
    ENGLISH("en"),
    /** Chinese in simplified characters, tag {@code zh-CN}. */
    CHINESE("zh-CN");

    /** Real headers are much shorter; a longer one is not worth the time to parse it. */
    private static final int LONGEST_HEADER = 500;

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The tag for {@code Content-Language} (RFC 5646): {@code en} or {@code zh-CN}. */
    public String tag() {
        return tag;
    }

    /** Chinese if the name begins with the language {@code zh}, for example {@code zh_CN.UTF-8} or {@code zh-Hans}; else English. */
    public static Language named(String name) {
        return isChinese(name) ? CHINESE : ENGLISH;
    }

    /**
     * The language that a caller prefers (RFC 9110, {@code Accept-Language}). English if there is no header, if it is not
     * valid or longer than {@value #LONGEST_HEADER} characters, or if it names neither language.
     */
    public static Language accepted(@Nullable String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return ENGLISH;
        }
        for (Locale.LanguageRange range : rangesOf(header)) {
            boolean isEnglish = range.getRange().equals("*") || range.getRange().matches("en(-.*)?");
            if (range.getWeight() > 0 && (isEnglish || isChinese(range.getRange()))) {
                return isEnglish ? ENGLISH : CHINESE;
            }
        }
        return ENGLISH;
    }

    private static boolean isChinese(String name) {
        return name.toLowerCase(Locale.ROOT).matches("zh([-_.@].*)?");
    }

    /** In the order of preference; none if the header is not valid. */
    private static List<Locale.LanguageRange> rangesOf(String header) {
        try {
            return Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
