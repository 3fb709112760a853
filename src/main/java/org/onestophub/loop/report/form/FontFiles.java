package org.onestophub.loop.report.form;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Fonts with Chinese characters that a PDF can embed. They are the system's: TrueType outlines are needed, and Noto CJK has others.
 */
final class FontFiles {

    /** Song, as in official documents; else what there is. Packages of Debian: fonts-arphic-gbsn00lp, -wqy-zenhei, -droid-fallback. */
    private static final List<String> BODY = List.of(
            "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf",
            "C:/Windows/Fonts/simsun.ttc",
            "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
            "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
            "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
            "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf");

    private static final List<String> HEADING = List.of(
            "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
            "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
            "C:/Windows/Fonts/simhei.ttf",
            "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
            "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf");

    private FontFiles() {}

    /** The font for text; a named file that is not there is no font. */
    static Optional<Path> body(String named) {
        return first(named, BODY);
    }

    /** The font for headings. */
    static Optional<Path> heading(String named) {
        return first(named, HEADING);
    }

    private static Optional<Path> first(String named, List<String> known) {
        return (named.isEmpty() ? known : List.of(named))
                .stream().map(Path::of).filter(Files::isRegularFile).findFirst();
    }
}
