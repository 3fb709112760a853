package org.onestophub.complaint.contract.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
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

    /**
     * A table of a made report.
     *
     * @param note what stands above it; empty if nothing does
     * @param head what its rows are
     * @param columns titles
     */
    @Schema(name = "ReportTable")
    record Table(String id, String title, String note, String head, List<String> columns, List<Line> lines) {}

    /**
     * A row of a table.
     *
     * @param id what it is about, such as a code; {@code total} for the sum
     * @param isCase true if {@code id} is the number of a complaint
     */
    @Schema(name = "ReportLine")
    record Line(String id, String label, boolean isCase, List<Field> fields) {}

    /**
     * A cell of a table.
     *
     * @param column id of its column
     * @param text as the report prints it
     * @param isNumber false if it is words
     * @param isCounted true if {@link #behind} has the complaints that it counts
     * @param listedIn id of the table of this report with the entries of a register that it comes from; null: there is none
     * @param proofs inputs that it names as proofs, with all of its text; empty if it names none
     */
    @Schema(name = "ReportField")
    record Field(
            String column,
            String text,
            boolean isNumber,
            boolean isCounted,
            @Nullable String listedIn,
            List<RegisterBook.Proof> proofs) {}

    /**
     * The complaints that a number of a report is about, as they stand now.
     *
     * @param text the number as the report prints it
     * @param all how many are counted now, of a rate those that it is a share of; it differs from the report if something
     *     happened to a complaint after the report was made
     * @param part of a rate how many are the share, else as {@code all}
     * @param isRate true if the number is a share
     * @param cases the newest of them
     */
    @Schema(name = "ReportBehind")
    record Behind(
            String section,
            String row,
            String column,
            String text,
            long all,
            long part,
            boolean isRate,
            List<Case> cases) {}

    /**
     * A complaint behind a number.
     *
     * @param receivedOn day of receipt in China
     * @param isPart false if it is only among those that a rate is a share of
     */
    @Schema(name = "ReportCase")
    record Case(String number, LocalDate receivedOn, boolean isPart) {}

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
     * About which institution somebody gets a report.
     *
     * @param asked unified social credit code, null if none was asked for
     * @param bound the institutions that the caller is bound to; empty: to none
     * @return what {@link #make} takes
     * @throws org.onestophub.problem.ProblemException AC-110 if the report would show more than these institutions
     */
    @Nullable
    String institutionFor(String name, @Nullable String asked, List<String> bound);

    /**
     * One made report.
     * @throws org.onestophub.problem.ProblemException AC-103 if none of these institutions has one of that id; empty: all
     */
    Made made(long id, List<String> institutions);

    /**
     * The tables of a made report in one language.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that id
     */
    List<Table> tables(long id, Language language);

    /**
     * The complaints that a number of a made report counts, by the rules of today.
     *
     * @param section id of a table
     * @param row id of a row
     * @param column id of a column
     * @param most how many complaints are given
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such number, or it counts no complaints, or is hidden
     */
    Behind behind(long id, String section, String row, String column, Language language, int most);

    /**
     * A made report in one of the {@link #FORMS}: the same bytes each time.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that id, RP-202 if the form is PDF and no font
     *     can be embedded, RP-203 if a template is faulty
     */
    Paper show(long id, Language language, String form);

    /** Derives the facts of all cases anew, and says of how many. They are the same as before unless a setting changed. */
    int rebuildFacts();
}
