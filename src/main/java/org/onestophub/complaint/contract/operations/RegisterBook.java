package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registers: which there are, and their entries. */
public interface RegisterBook {

    /**
     * A register.
     *
     * @param name of its file under {@code mappings/registers}
     * @param key columns that make two rows the same entry
     * @param day column that says when an entry counts
     * @param entries how many stand
     */
    @Schema(name = "RegisterKind")
    record Kind(
            String name,
            String titleZh,
            String titleEn,
            List<String> key,
            String day,
            List<Column> columns,
            long entries) {}

    /**
     * A column.
     *
     * @param type text, number, date, month, code, yes-no or evidence
     * @param list the code list of codes; empty otherwise
     * @param personal true if its texts name people
     */
    @Schema(name = "RegisterColumn")
    record Column(String code, String zh, String en, String type, String list, boolean required, boolean personal) {}

    /**
     * A state of an entry.
     *
     * @param institution unified social credit code; empty if the hub has none
     * @param key names it in its register and institution
     * @param revision from 1; each correction adds one
     * @param from first day that it is about, in China
     * @param until last day that it is about
     * @param values by column
     * @param voided true if it was taken back
     * @param receipt id of the input that said it
     * @param place where it stood in that input
     * @param enteredAt UTC
     * @param replacedAt when a later input said otherwise, UTC; absent: it stands
     * @param evidence what proves it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RegisterEntry")
    record Entry(
            long id,
            String institution,
            String register,
            String key,
            int revision,
            LocalDate from,
            LocalDate until,
            JsonNode values,
            boolean voided,
            long receipt,
            String place,
            Instant enteredAt,
            @Nullable Instant replacedAt,
            List<Proof> evidence) {}

    /**
     * A proof of an entry.
     *
     * @param named how the entry names it: a receipt number, or {@code #} and an id
     * @param receipt id of that receipt; absent if there is none of that number
     * @param path where its bytes are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RegisterProof")
    record Proof(
            String named, @Nullable Long receipt, @Nullable String path) {}

    /** The registers, by name, with how many entries of these institutions stand; of all if none is given. */
    List<Kind> kinds(List<String> institutions);

    /**
     * Entries that stand, newest first, without the texts of personal columns.
     *
     * @param register null: of all registers
     * @param from only those about this day or later; null: any
     * @param until only those about this day or earlier; null: any
     * @param institutions only theirs; empty: of all
     * @param before only those with a smaller id
     */
    List<Entry> list(
            @Nullable String register,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<String> institutions,
            long before,
            int most);

    /**
     * All states of the entry of which one has that id, newest first, with the texts of personal columns.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none
     */
    List<Entry> history(long id);
}
