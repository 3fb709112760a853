package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Register.Column;
import org.onestophub.complaint.list.Register.ValueType;
import org.onestophub.pipeline.read.sheet.SheetTable.Found;
import org.onestophub.problem.Problem;

/** Makes an entry of a register of a row that was read: each value in one form, within its bounds. */
final class RegisterRow {

    private static final int MOST_TEXT = 500;
    private static final int MOST_KEY = 1_000;
    private static final int MOST_PROOFS = 10;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\\.[0-9]{1,6})?");
    /** After a dot, or nothing, a month has two digits: of October a sheet makes the number 2026.1. */
    private static final Pattern MONTH =
            Pattern.compile("(20[0-9]{2})(?:\\.?(0[1-9]|1[0-2])|[-/年](0?[1-9]|1[0-2]))月?份?");

    private static final Pattern ID = Pattern.compile("#[0-9]{1,18}");
    /** A cell had something, and the entry would have nothing. */
    private static final Set<String> LOST = Set.of(Problem.DIGITS_LOST.code(), Problem.CELL_WITHOUT_VALUE.code());

    private static final Set<String> YES = Set.of("是", "有", "已", "对", "yes", "y", "true", "1", "√", "✓");
    private static final Set<String> NO = Set.of("否", "无", "未", "不是", "没有", "no", "n", "false", "0", "×", "x");

    private final Register register;
    private final CodeLists lists;

    RegisterRow(Register register, CodeLists lists) {
        this.register = register;
        this.lists = lists;
    }

    /** A value that is none of its column. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;
        private final Problem problem;
        private final String field;

        Unfit(Problem problem, String field) {
            super(null, null, false, false);
            this.problem = problem;
            this.field = field;
        }
    }

    /** The row with its entry as the view; stopped if a value is none of its column. */
    Candidate entryOf(Found row) {
        Candidate read = row.candidate();
        if (!read.isSound()) {
            return read;
        }
        try {
            return entry(read, row.place());
        } catch (Unfit unfit) {
            return held(read, row.place(), unfit.problem, unfit.field);
        }
    }

    /** A row that waits for a person, known again by what it says: many rows have one day. */
    private static Candidate held(Candidate row, String place, Problem problem, String field) {
        return Candidate.found(OrderRow.heldKey(saidBy(row.view())), row.view(), row.parts())
                .withFindings(row.findings())
                .stopped(problem, field.isEmpty() ? place : place + "/" + field);
    }

    /** An entry that waits for a person, because another row of its file says otherwise. */
    static Candidate held(Candidate entry, Problem problem) {
        return held(entry, entry.view().path("place").asText(), problem, "");
    }

    /** Without what differs from file to file. */
    private static JsonNode saidBy(JsonNode view) {
        ObjectNode said = view.deepCopy();
        return said.without(List.of("place", "transport"));
    }

    private Candidate entry(Candidate read, String place) throws Unfit {
        for (Finding finding : read.findings()) {
            if (LOST.contains(finding.code())) {
                throw new Unfit(Problem.ofCode(finding.code()), finding.field().substring(1));
            }
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (Column column : register.columns()) {
            String text = read.view().path(column.code()).asText("");
            if (!text.isEmpty()) {
                values.set(column.code(), valueOf(column, text, read.view()));
            }
        }
        for (Column column : register.columns()) {
            JsonNode most = values.path(column.atMost());
            if (most.isNumber()
                    && values.path(column.code()).isNumber()
                    && values.path(column.code()).decimalValue().compareTo(most.decimalValue()) > 0) {
                throw new Unfit(Problem.REGISTER_VALUE_INVALID, column.code());
            }
        }
        if (!register.anyOf().isEmpty() && register.anyOf().stream().noneMatch(values::has)) {
            throw new Unfit(Problem.FIELD_MISSING, register.anyOf().get(0));
        }
        String key = keyOf(values);
        String day = values.path(register.day()).asText();
        boolean isMonth = register.column(register.day())
                .filter(column -> column.type() == ValueType.MONTH)
                .isPresent();
        LocalDate from = isMonth ? YearMonth.parse(day).atDay(1) : LocalDate.parse(day);
        LocalDate until = isMonth ? YearMonth.parse(day).atEndOfMonth() : from;
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        view.put("register", register.name());
        view.put("key", key);
        view.put("from", from.toString());
        view.put("until", until.toString());
        view.set("values", values);
        view.put("place", place);
        List<Finding> findings = read.findings().stream()
                // a month alone is no date
                .filter(finding -> !finding.code().equals(Problem.DATE_UNREADABLE.code()))
                .toList();
        return Candidate.found(register.name() + ":" + key, view, List.of()).withFindings(findings);
    }

    private String keyOf(ObjectNode values) throws Unfit {
        List<String> parts = new ArrayList<>();
        for (String code : register.key()) {
            parts.add(values.path(code).asText("").replace("\\", "\\\\").replace("#", "\\#"));
        }
        String key = String.join("#", parts);
        if (key.length() > MOST_KEY) {
            throw new Unfit(Problem.BOUNDS_EXCEEDED, register.key().get(0));
        }
        return key;
    }

    private JsonNode valueOf(Column column, String text, JsonNode view) throws Unfit {
        String said = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (column.type()) {
            case TEXT -> json.textNode(textOf(column, text));
            case NUMBER -> json.numberNode(numberOf(column, said));
            case DATE -> json.textNode(dateOf(column, view).toString());
            case MONTH -> json.textNode(monthOf(column, said, view));
            case CODE ->
                json.textNode(lists.named(column.list())
                        .flatMap(list -> list.code(said))
                        .orElseThrow(() -> unfit(column)));
            case YES_NO -> json.booleanNode(yesOrNo(column, said));
            case EVIDENCE -> json.textNode(proofsOf(column, said));
        };
    }

    private static Unfit unfit(Column column) {
        return new Unfit(Problem.REGISTER_VALUE_INVALID, column.code());
    }

    private static String textOf(Column column, String text) throws Unfit {
        if (text.length() > MOST_TEXT) {
            throw unfit(column);
        }
        return text.strip();
    }

    private static BigDecimal numberOf(Column column, String text) throws Unfit {
        if (!NUMBER.matcher(text).matches()) {
            throw unfit(column);
        }
        BigDecimal number = new BigDecimal(text.replace(",", "").replace("+", ""));
        boolean isBelow = column.least() != null && number.compareTo(column.least()) < 0;
        boolean isAbove = column.most() != null && number.compareTo(column.most()) > 0;
        if (isBelow || isAbove) {
            throw unfit(column);
        }
        return number.signum() == 0
                ? BigDecimal.ZERO
                : new BigDecimal(number.stripTrailingZeros().toPlainString());
    }

    private static LocalDate dateOf(Column column, JsonNode view) throws Unfit {
        if (!view.has(column.code() + "At")) {
            throw new Unfit(Problem.DATE_UNREADABLE, column.code());
        }
        LocalDate day = LocalDate.parse(view.path(column.code()).asText().substring(0, 10));
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new Unfit(Problem.DATE_UNREADABLE, column.code());
        }
        return day;
    }

    private static String monthOf(Column column, String text, JsonNode view) throws Unfit {
        if (view.has(column.code() + "At")) {
            return YearMonth.from(dateOf(column, view)).toString();
        }
        Matcher month = MONTH.matcher(text);
        if (!month.matches()) {
            throw new Unfit(Problem.DATE_UNREADABLE, column.code());
        }
        String number = month.group(2) == null ? month.group(3) : month.group(2);
        return YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(number))
                .toString();
    }

    private static boolean yesOrNo(Column column, String text) throws Unfit {
        String word = text.toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            throw unfit(column);
        }
        return YES.contains(word);
    }

    private static String proofsOf(Column column, String text) throws Unfit {
        Set<String> proofs = new LinkedHashSet<>();
        for (String one : text.split("[,;、\\n]")) {
            String proof = one.strip();
            if (!proof.isEmpty()) {
                proofs.add(
                        ID.matcher(proof).matches()
                                ? proof
                                : ReceiptNumber.normalise(proof).orElseThrow(() -> unfit(column)));
            }
        }
        if (proofs.isEmpty() || proofs.size() > MOST_PROOFS) {
            throw unfit(column);
        }
        return String.join(" ", proofs);
    }
}
