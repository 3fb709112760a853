package org.onestophub.pipeline.map;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is masked, and by which mark.
 *
 * @param mark a replacement as of {@link Matcher#appendReplacement}
 * @param reach so many characters from its first tell whether something is to be masked, and so many behind its last
 *     whether it ends there; all others may be behind a cut
 */
record MaskRule(Pattern pattern, String mark, int reach) {

    /** The text masked; what is sure of it moves back by the reach, or to the end of a mark that begins before. */
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
