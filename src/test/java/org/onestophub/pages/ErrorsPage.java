package org.onestophub.pages;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.problem.Problem;

/** docs/errors.md as the enum has it. */
final class ErrorsPage {

    private static final String HEAD = """
            # Errors

            Generated from `Problem`; do not edit. After a change of the enum:
            `./mvnw test -Dtest=DocsFreshTest -Ddocs.update=true`.

            A code never changes its meaning and is never used again. Its letters name the room it is raised in; its first
            digit says who acts:

            | digit | what is wrong | what the hub does | who acts |
            |---|---|---|---|
            | 1 | the datum | no retry; quarantine, or the sender is told at once | the sender |
            | 2 | our mapping or setting | no retry; quarantine, replay after the fix | who runs the hub |
            | 3 | the outside, for now | tries again by itself, or asks the sender to repeat | operations |
            | 9 | the hub | quarantine and an alarm in the log | the hub's authors |

            Over HTTP a problem is an RFC 9457 body with the member `code`; the column HTTP is its status. Over MLLP a message that
            was kept is answered AA, digit 3 is AE (send again), not HL7 at all is AR. Some codes of CHECK are findings: they stand in
            the complaint and stop nothing.
            """;

    private ErrorsPage() {}

    static String text() {
        Map<String, List<Problem>> rooms = new LinkedHashMap<>();
        Arrays.stream(Problem.values())
                .forEach(problem -> rooms.computeIfAbsent(problem.room(), room -> new java.util.ArrayList<>())
                        .add(problem));
        StringBuilder page = new StringBuilder(HEAD);
        rooms.forEach((room, problems) -> {
            page.append("\n## ").append(room).append("\n\n");
            page.append("| code | HTTP | meaning | usual cause | what to do |\n|---|---|---|---|---|\n");
            for (Problem problem : problems) {
                page.append(Markdown.row(
                        "`" + problem.code() + "`",
                        String.valueOf(problem.httpStatus()),
                        problem.meaning(),
                        problem.cause(),
                        problem.remedy()));
            }
        });
        return page.toString();
    }
}
