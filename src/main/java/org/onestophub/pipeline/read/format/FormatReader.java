package org.onestophub.pipeline.read.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.complaint.walk.Walk;

/**
 * Reads one format. A reader is total: any bytes end as candidates or as a {@code ProblemException} with an RD code,
 * within bounded time and memory. The same receipt gives the same walk; only those of call records and of sheets also ask
 * what earlier inputs had.
 */
public interface FormatReader {

    /** The format's name as {@code mapping.yaml} writes it, for example {@code csv}. */
    String format();

    /**
     * The receipt taken apart.
     * @param profile the mapping's reader options
     * @throws org.onestophub.problem.ProblemException RD-…
     */
    Walk read(Receipt receipt, JsonNode profile);

    /**
     * Judges the options of a mapping before any input comes.
     * @throws org.onestophub.problem.ProblemException RD-201 with the option at fault
     */
    default void check(JsonNode profile) {}

    /** The bytes as a text for people, in the character set this reader would find; empty if the format is no text. */
    default Optional<String> text(byte[] bytes) {
        return Optional.empty();
    }

    /**
     * Where in the input a value of a view stands; empty if it cannot be told.
     * @param text what {@link #text} gives for the input; empty if it is no text
     * @param pointer JSON pointer of the value in the view
     */
    default Optional<InputPlace> place(String text, JsonNode profile, JsonNode view, String pointer) {
        return Optional.empty();
    }

    /**
     * Digest of what the input says, the same for inputs that differ only in how they are written; empty if the format has
     * none.
     * @throws org.onestophub.problem.ProblemException RD-… if the input cannot be read
     */
    default Optional<String> meaning(Content content, JsonNode profile) {
        return Optional.empty();
    }

    /**
     * The same input with every text replaced, in the same character set and the same form.
     * @throws org.onestophub.problem.ProblemException MP-101 if something in it is not text, or looks like a part of the format
     */
    default byte[] rewritten(Receipt receipt, JsonNode profile, TextReplacement texts) {
        throw new org.onestophub.problem.ProblemException(
                org.onestophub.problem.Problem.SAMPLE_NOT_REPLACEABLE, "format");
    }

    /** Words that belong to the format and so occur in any input; separators between them do not matter. */
    default String ownWords() {
        return "";
    }

    /**
     * A page of a scanned letter as people look at it, drawn by a process of its own.
     *
     * @param page from 1
     * @throws org.onestophub.problem.ProblemException AC-103 if the input is no letter or has no such page, RD-103, RD-106 to
     *     RD-108, RD-128 if the page cannot be drawn, RD-302 if too many people look, RD-303
     */
    default PagePicture picture(Receipt receipt, JsonNode profile, int page) {
        throw new org.onestophub.problem.ProblemException(org.onestophub.problem.Problem.NOT_FOUND, "page");
    }

    /**
     * The decoded bytes of the part with that number, see {@link org.onestophub.complaint.Part}.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such part
     */
    default Content part(Receipt receipt, JsonNode profile, String number) {
        throw new org.onestophub.problem.ProblemException(org.onestophub.problem.Problem.NOT_FOUND, "part");
    }
}
