package org.onestophub.complaint.list;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A register: what a hospital writes down beside its complaints, such as its trainings, and how much it worked. A file
 * {@code mappings/registers/<name>.yaml} describes it.
 *
 * @param name of its file
 * @param zh its Chinese name
 * @param en its English name
 * @param columns in the order of the file, with the two that every register has
 * @param key codes of the columns that make two rows the same entry; the first is {@code day}
 * @param day code of the column that says when an entry counts: a date, or a month
 * @param anyOf codes of which a row says at least one; empty if that does not matter
 * @param whole code of a column of the key: a row without it is about the whole that rows with it are parts of; empty if there is
 *     no such column
 * @param ignored names of columns that say nothing
 */
public record Register(
        String name,
        String zh,
        String en,
        List<Column> columns,
        List<String> key,
        String day,
        List<String> anyOf,
        String whole,
        List<String> ignored) {

    /** Column of every register: receipts that prove an entry. */
    public static final String EVIDENCE = "evidence";
    /** Column of every register: yes takes an entry back. */
    public static final String VOID = "void";

    /** What a column holds. */
    public enum ValueType {
        /** Words, up to 500 characters. */
        TEXT,
        /** A decimal number. */
        NUMBER,
        /** A day in China. */
        DATE,
        /** A month, {@code 2026-09}. */
        MONTH,
        /** A code of a code list, by code, name or alias. */
        CODE,
        /** Yes or no. */
        YES_NO,
        /** Receipt numbers, or {@code #} and the id of a receipt. */
        EVIDENCE
    }

    /**
     * A column.
     *
     * @param list name of the code list of a {@link ValueType#CODE}; empty otherwise
     * @param required true if every row has a value
     * @param least smallest number; null: any
     * @param most largest number; null: any
     * @param atMost code of a column whose number this one does not exceed; empty if there is none
     * @param aliases other names that the column has in sheets
     * @param isPersonal true if its texts name people; they are shown to those who may see content
     */
    public record Column(
            String code,
            String zh,
            String en,
            ValueType type,
            String list,
            boolean required,
            @Nullable BigDecimal least,
            @Nullable BigDecimal most,
            String atMost,
            List<String> aliases,
            boolean isPersonal) {}

    /** The column of that code. */
    public Optional<Column> column(String code) {
        return columns.stream().filter(column -> column.code().equals(code)).findFirst();
    }

    /** Codes of the columns whose texts name people. */
    public List<String> personal() {
        return columns.stream().filter(Column::isPersonal).map(Column::code).toList();
    }
}
