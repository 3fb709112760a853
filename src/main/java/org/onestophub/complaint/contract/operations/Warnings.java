package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Warnings that the facts of cases give, and what is done about them. */
public interface Warnings {

    /** States of a warning, in their order; the last two end it. */
    List<String> STATES = List.of("raised", "acknowledged", "answered", "closed", "dismissed");

    /** What may be done about a warning. */
    List<String> TYPES = List.of("acknowledged", "answered", "returned", "closed", "dismissed");

    /**
     * When somebody is warned.
     *
     * @param basis where the rule comes from: its kind and its text
     * @param responsible code of list {@code duty-role}
     * @param answerDays within how many working days an answer is asked for; 0: none is
     * @param off true if the rule is not used
     */
    @Schema(name = "WarningRule")
    record Rule(
            String id, String nameZh, String nameEn, String basis, String responsible, int answerDays, boolean off) {}

    /**
     * A warning.
     *
     * @param nameZh name of its rule; the id if the rule is gone
     * @param institution unified social credit code, empty if the hub does not know it
     * @param subjectKind what {@code subject} is: {@code category}, {@code department}, {@code staff-role} or {@code channel}: a
     *     code of that list; {@code complaint}: the number of a case; empty: there is none, it is about all cases
     * @param state one of {@link #STATES}
     * @param raisedAt when, UTC
     * @param count how many cases it is about
     * @param of among how many, where a share is compared; else the same
     * @param expected how many were to be expected; 0 if the rule says nothing of it
     * @param limit from which count on it warns
     * @param from first day that was looked at, in China
     * @param to last day that was looked at when it was raised or held last
     * @param dueDay until the end of which day it has to be answered
     * @param overdue true if it was not answered in time
     * @param holds false if what it warned of is over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WarningRow")
    record Row(
            long id,
            String rule,
            String nameZh,
            String nameEn,
            String institution,
            String institutionName,
            String subjectKind,
            String subject,
            String state,
            Instant raisedAt,
            long count,
            long of,
            double expected,
            long limit,
            LocalDate from,
            LocalDate to,
            @Nullable LocalDate dueDay,
            @Nullable Instant dueAt,
            boolean overdue,
            boolean holds) {}

    /**
     * What was done about a warning.
     *
     * @param at when, UTC
     * @param by name of the key or person
     * @param type one of {@link #TYPES}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WarningStep")
    record Step(
            Instant at,
            String by,
            String type,
            @Nullable Answer answer,
            @Nullable String note) {}

    /**
     * The answer of an institution (隐患排查、整改措施).
     *
     * @param hazard what was found, 1 to 2000 characters
     * @param measure what is done, 1 to 2000 characters
     * @param due until when the measure is done
     * @param proof what shows it, such as the number of a file; at most 500 characters
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "WarningAnswer")
    record Answer(
            String hazard,
            String measure,
            LocalDate due,
            @Nullable String proof) {}

    /**
     * All of a warning.
     *
     * @param numbers numbers of the newest cases that it is about, 50 at most
     */
    @Schema(name = "WarningDetail")
    record Detail(Row warning, List<String> numbers, List<Step> steps) {}

    /** All rules, in the order of their files. */
    List<Rule> rules();

    /**
     * Warnings, newest first.
     *
     * @param state only of that state; null: of all
     * @param institutions unified social credit codes; empty: all
     * @param before only with a smaller id
     */
    List<Row> list(@Nullable String state, List<String> institutions, long before, int most);

    /**
     * One warning.
     * @throws org.onestophub.problem.ProblemException AC-103 if none of these institutions has it
     */
    Detail show(long id, List<String> institutions);

    /**
     * Does something about a warning. The same again changes nothing.
     *
     * @param type one of those of {@link Step}
     * @param answer of {@code answered} only
     * @param note needed to return and to dismiss; at most 500 characters
     * @throws org.onestophub.problem.ProblemException AC-103 as {@link #show}; RP-103 if it is not possible in the state
     *     of the warning; AC-104 if a text is missing or too long
     */
    Detail act(
            long id, List<String> institutions, String type, @Nullable Answer answer, @Nullable String note, String by);

    /** Looks at the facts now, as the hub does by itself from time to time; how many warnings were raised. */
    int look();
}
