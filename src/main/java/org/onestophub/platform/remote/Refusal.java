package org.onestophub.platform.remote;

import java.util.Locale;
import java.util.regex.Pattern;

/** Why a machine does not store a file, found from its words: no protocol of files has a code for each of these. */
public enum Refusal {
    /** There is no space left, or the account is over its quota. */
    FULL,
    /** The account may not do that there. */
    FORBIDDEN,
    /** Anything else. */
    OTHER;

    /** ENOSPC and EDQUOT as C libraries and servers write them, in English and in Chinese. */
    private static final Pattern NO_SPACE =
            Pattern.compile("no space left|disk (is )?full|quota|exceeded storage allocation"
                    + "|not enough (space|storage)|insufficient (disk|storage)|空间不足|没有空间|剩余空间|磁盘已?满|配额");

    private static final Pattern NO_RIGHT =
            Pattern.compile("permission denied|access( is)? denied|not permitted|read-only"
                    + "|forbidden|not allowed|could not create|权限|拒绝访问|不允许|只读");

    /** What the words mean; never null. */
    public static Refusal of(String words) {
        String small = words.toLowerCase(Locale.ROOT);
        if (NO_SPACE.matcher(small).find()) {
            return FULL;
        }
        return NO_RIGHT.matcher(small).find() ? FORBIDDEN : OTHER;
    }
}
