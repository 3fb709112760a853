package org.onestophub.pipeline.read.format;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The sets of eight bits that other languages than simplified Chinese are written in, where nobody says which. Their bytes
 * mostly are GB18030 as well, and give a wrong text there without a fault. Each is known by what is frequent in its language
 * and rare in Chinese. In doubt there is none.
 */
enum NationalSet {
    SHIFT_JIS("windows-31j"),
    EUC_JP("EUC-JP"),
    BIG5("Big5-HKSCS"),
    EUC_KR("x-windows-949"),
    CYRILLIC("windows-1251"),
    KOI8("KOI8-R");

    private static final int LOOK_BYTES = 64 * 1024;

    /** Rare characters are that rare in any text. */
    private static final double COMMON_MIN = 0.95;

    private static final int PAIRS_MIN = 3;

    /** Chinese text has one kana now and then; of Japanese text it is about half. */
    private static final double KANA_MIN = 0.4;

    private static final int KANA_PAIRS_MIN = 4;

    /** So many syllables of Hangul could be Hanzi of the first rows by chance, one time in some thousands. */
    private static final int HANGUL_MIN = 12;

    /** Koreans put a space between words; Chinese writers do not. */
    private static final int HANGUL_WORD_MAX = 8;

    /** Rows of syllables in use: a few Hanzi of one sound fill one row or two. */
    private static final int HANGUL_ROWS_MIN = 5;

    private static final int CYRILLIC_MIN = 20;

    private static final int CYRILLIC_WORD_MAX = 14;

    private final String javaName;

    NationalSet(String javaName) {
        this.javaName = javaName;
    }

    /** The set of characters, in the widest form that Java has. */
    Charset charset() {
        return Charset.forName(javaName);
    }

    /** The set that the bytes speak for; empty if none does. */
    static Optional<NationalSet> of(byte[] bytes) {
        return Arrays.stream(values()).filter(set -> set.isLike(bytes)).findFirst();
    }

    private boolean isLike(byte[] bytes) {
        return switch (this) {
            case SHIFT_JIS -> isKana(bytes, 0x82, 0x9F, 0x83, 0x40);
            case EUC_JP -> isKana(bytes, 0xA4, 0xA1, 0xA5, 0xA1);
            case BIG5 -> isBig5(bytes);
            case EUC_KR -> isHangul(bytes);
            case CYRILLIC -> isCyrillic(bytes, 0xE0, 0xFF);
            case KOI8 -> isCyrillic(bytes, 0xC0, 0xDF);
        };
    }

    /**
     * True of traditional Chinese in Big5: nearly all pairs are of its 5,401 common characters and its punctuation, and as
     * GB18030 many would be rare. Source: the layouts of Big5 and GB 2312.
     */
    static boolean isBig5(byte[] bytes) {
        int pairs = 0;
        int common = 0;
        int simplified = 0;
        int end = Math.min(bytes.length, LOOK_BYTES);
        for (int i = 0; i < end; i++) {
            int lead = bytes[i] & 0xFF;
            if (lead < 0x80) {
                continue;
            }
            if (i + 1 >= bytes.length) {
                break;
            }
            int trail = bytes[++i] & 0xFF;
            pairs++;
            boolean isTrail = trail >= 0x40 && trail <= 0x7E || trail >= 0xA1 && trail <= 0xFE;
            common += isTrail && lead >= 0xA1 && lead <= 0xC6 ? 1 : 0;
            simplified += trail >= 0xA1 && (lead >= 0xB0 && lead <= 0xD7 || lead == 0xA1 || lead == 0xA3) ? 1 : 0;
        }
        return pairs >= PAIRS_MIN && common >= pairs * COMMON_MIN && simplified < pairs * 0.6;
    }

    /** True if many pairs are kana: hiragana of one lead byte, katakana of the next, each from a trail byte on. */
    private static boolean isKana(byte[] bytes, int hiragana, int hiraganaFrom, int katakana, int katakanaFrom) {
        int pairs = 0;
        int kana = 0;
        for (int i = 0; i + 1 < Math.min(bytes.length, LOOK_BYTES); i++) {
            int lead = bytes[i] & 0xFF;
            // one byte of Shift_JIS is a half-width katakana, and no lead
            if (lead < 0x80 || hiragana == 0x82 && lead >= 0xA1 && lead <= 0xDF) {
                continue;
            }
            int trail = bytes[++i] & 0xFF;
            pairs++;
            kana += lead == hiragana && trail >= hiraganaFrom || lead == katakana && trail >= katakanaFrom ? 1 : 0;
        }
        return kana >= KANA_PAIRS_MIN && kana >= pairs * KANA_MIN;
    }

    /** True if all pairs are syllables of KS X 1001 or marks, in short words. */
    private static boolean isHangul(byte[] bytes) {
        Set<Integer> rows = new HashSet<>();
        int syllables = 0;
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < Math.min(bytes.length, LOOK_BYTES); i++) {
            int lead = bytes[i] & 0xFF;
            if (lead < 0x80) {
                inWord = false;
                continue;
            }
            int trail = i + 1 < bytes.length ? bytes[++i] & 0xFF : 0xFE;
            boolean mark = lead >= 0xA1 && lead <= 0xA3;
            if (trail < 0xA1 || !mark && (lead < 0xB0 || lead > 0xC8)) {
                return false;
            }
            words += inWord ? 0 : 1;
            inWord = true;
            if (!mark) {
                syllables++;
                rows.add(lead);
            }
        }
        return rows.size() >= HANGUL_ROWS_MIN
                && syllables >= HANGUL_MIN
                && syllables <= words * HANGUL_WORD_MAX
                && words > 2;
    }

    /** True if words are of high bytes alone, and most are the small letters of the set. */
    private static boolean isCyrillic(byte[] bytes, int smallFrom, int smallTo) {
        int letters = 0;
        int small = 0;
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < Math.min(bytes.length, LOOK_BYTES); i++) {
            int b = bytes[i] & 0xFF;
            if (b < 0x80) {
                inWord = false;
                continue;
            }
            // 0xA8 and 0xB8, 0xB3 and 0xA3: the letter yo
            if (b < 0xC0 && b != 0xA8 && b != 0xB8 && b != 0xA3 && b != 0xB3) {
                return false;
            }
            words += inWord ? 0 : 1;
            inWord = true;
            letters++;
            small += b >= smallFrom && b <= smallTo ? 1 : 0;
        }
        return letters >= CYRILLIC_MIN && letters <= words * CYRILLIC_WORD_MAX && small >= letters * 0.7;
    }
}
