package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reports that a district gives to its institutions, and what these answer (工作简报的签收与反馈). */
public interface Briefs {

    /** How often an institution may answer the same brief; the last answer counts. */
    int MOST_STEPS = 20;

    /**
     * A report for one institution.
     *
     * @param report id of the made report
     * @param name of the report
     * @param institution unified social credit code
     * @param state {@code asked}, {@code acknowledged} or {@code answered}
     * @param askedAt when it was given to the institution, UTC
     * @param askedBy name of the key or person
     * @param dueDay until the end of which day in China an answer is asked for
     * @param overdue true if there is no answer, and the day is over
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BriefRow")
    record Row(
            long id,
            long report,
            String name,
            String period,
            String institution,
            String state,
            Instant askedAt,
            String askedBy,
            @Nullable LocalDate dueDay,
            boolean overdue) {}

    /**
     * What an institution answers.
     *
     * @param text 1 to 4000 characters
     * @param hazard what was found, at most 2000 characters
     * @param measure what is done, at most 2000 characters
     * @param due until when; needed with a measure
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BriefAnswer")
    record Answer(
            @Nullable String text,
            @Nullable String hazard,
            @Nullable String measure,
            @Nullable LocalDate due) {}

    /**
     * What an institution did.
     *
     * @param at when, UTC
     * @param by name of the key or person
     * @param type {@code acknowledged} or {@code answered}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BriefStep")
    record Step(
            Instant at, String by, String type, @Nullable Answer answer) {}

    /** All of a brief. */
    @Schema(name = "BriefDetail")
    record Detail(Row brief, List<Step> steps) {}

    /**
     * Gives a made report to institutions and asks for an answer. Who has it already is not asked again.
     *
     * @param institutions unified social credit codes that the hub knows; empty: all
     * @return how many were asked now
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such report; AC-104 if it is not one about all that hides
     *     small numbers, an institution is not known, or the day cannot be
     */
    int ask(long report, List<String> institutions, @Nullable LocalDate due, String by);

    /**
     * Briefs, newest first.
     *
     * @param report only of that report; null: of all
     * @param institutions unified social credit codes; empty: all
     * @param before only with a smaller id
     */
    List<Row> list(@Nullable Long report, List<String> institutions, long before, int most);

    /**
     * How many briefs are not answered.
     *
     * @param institutions unified social credit codes; empty: all
     * @param most no more are counted
     */
    long unanswered(List<String> institutions, int most);

    /**
     * One brief with what was done.
     * @throws org.onestophub.problem.ProblemException AC-103 if none of these institutions has it
     */
    Detail show(long id, List<String> institutions);

    /**
     * Says that the institution has read it. The same again changes nothing.
     * @throws org.onestophub.problem.ProblemException AC-103 as {@link #show}
     */
    Detail acknowledge(long id, List<String> institutions, String by);

    /**
     * Answers. The same answer again changes nothing; another one counts from now on.
     * @throws org.onestophub.problem.ProblemException AC-103 as {@link #show}; AC-104 if a text is missing or too long, or it was
     *     answered {@value #MOST_STEPS} times
     */
    Detail answer(long id, List<String> institutions, Answer answer, String by);
}
