package org.onestophub.complaint.contract.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Language;

/** Reports: which there are, making one, and showing one that was made. */
public interface Reports {

    /** The forms in which a report is shown; {@code json} is its numbers. */
    List<String> FORMS = List.of("html", "pdf", "docx", "xlsx", "json");

    /**
     * A report that can be made.
     *
     * @param name of its folder under {@code mappings/reports}
     * @param scope {@code institution} or {@code district}
     * @param periods some of {@code month}, {@code quarter}, {@code half-year} and {@code year}
     * @param hiddenBelow counts of 1 up to below this are not shown in it; 0: all are
     */
    @Schema(name = "ReportKind")
    record Kind(String name, String titleZh, String titleEn, String scope, List<String> periods, int hiddenBelow) {}

    /**
     * A report that was made; it never changes.
     *
     * @param period such as {@code 2026Q3}
     * @param institution unified social credit code, empty if it is about all
     * @param feedNo the last number of the feed that it knows
     * @param madeAt when, UTC
     * @param madeBy name of the key
     * @param sha256 of its numbers
     */
    @Schema(name = "MadeReport")
    record Made(
            long id,
            String name,
            String period,
            String institution,
            long feedNo,
            Instant madeAt,
            String madeBy,
            String sha256) {}

    /** A made report in one form. */
    record Paper(byte[] bytes, String mediaType, String fileName) {}

    /** All reports that can be made, by name. */
    List<Kind> kinds();

    /** Reports that were made, newest first; of one name if it is given, of any institution if none is given. */
    List<Made> made(@Nullable String name, List<String> institutions, int most);

    /**
     * Makes a report from one consistent view of the ledger. If one with the same numbers and the same number of the feed is there,
     * that one is given.
     *
     * @param period such as {@code 2026-07}, {@code 2026Q3}, {@code 2026H2} or {@code 2026}
     * @param institution unified social credit code, null for the hub's own; nothing for a report of the district
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that name, RP-101 if the period is none of its
     *     own, RP-102 if a table is too long, RP-201 if facts are missing
     */
    Made make(String name, String period, @Nullable String institution, String by);

    /**
     * A made report in one of the {@link #FORMS}: the same bytes each time.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that id, RP-202 if the form is PDF and no font
     *     can be embedded, RP-203 if a template is faulty
     */
    Paper show(long id, Language language, String form);

    /** Derives the facts of all cases anew, and says of how many. They are the same as before unless a setting changed. */
    int rebuildFacts();
}
