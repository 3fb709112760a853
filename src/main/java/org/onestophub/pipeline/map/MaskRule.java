package org.onestophub.pipeline.map;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule: what is masked, and with which mark.
 *
 * @param mark a replacement as in {@link Matcher#appendReplacement}
 * @param reach so many characters from the first decide whether a match is masked, and so many after the last decide
 *     where it ends; all others may be after a cut
 */
record MaskRule(Pattern pattern, String mark, int reach) {

    /** The masked text; its final part ends earlier by the reach, or at the end of a mark that begins before. */
    Masked applied(Masked before) {
        Matcher found = pattern.matcher(before.text());
        int limit = before.sure() - reach;
        int sure = limit;
        StringBuilder text = new StringBuilder(before.text().length());
        while (found.find()) {
            boolean isSure = found.start() <= limit;
            found.appendReplacement(text, mark);
            if (isSure) {
                sure = text.length() + Math.max(0, limit - found.end());
            }
        }
        return new Masked(found.appendTail(text).toString(), sure);
    }
}
