package org.onestophub.loop.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Register.Column;
import org.onestophub.complaint.list.Register.ValueType;
import org.onestophub.complaint.list.Registers;

/** Reads what files of reports say of registers, and finds what the registers do not have. */
final class RegisterTerms {

    private static final Register NONE = new Register("", "", "", List.of(), List.of(), "", List.of(), "", List.of());

    private final Registers registers;
    private final Consumer<String> faults;

    RegisterTerms(Registers registers, Consumer<String> faults) {
        this.registers = registers;
        this.faults = faults;
    }

    RegisterTerm entered(String id, ReportFile.Entered read) {
        Register register = register(id, read.register());
        boolean isShare = read.of() != null || read.share() != null;
        if (read.of() != null && (read.share() != null || read.sum() == null)) {
            faults.accept(id + ": of needs sum, and no share");
        }
        if (isShare && read.share() != null && read.sum() != null) {
            faults.accept(id + ": a share of entries has no sum");
        }
        return new RegisterTerm(
                register,
                condition(id, register, read.where()),
                number(id, register, read.sum()),
                number(id, register, read.of()),
                read.share() == null ? null : condition(id, register, read.share()));
    }

    RegisterTerm per(String id, ReportFile.Per read) {
        Register register = register(id, read.register());
        if (read.times() < 1 || read.times() > 1_000_000) {
            faults.accept(id + ": times is 1 to 1000000");
        }
        if (read.sum() == null) {
            faults.accept(id + ": sum is missing");
        }
        return new RegisterTerm(register, Map.of(), number(id, register, read.sum()), "", null);
    }

    /** Measures of registers are broken down by month, or by the top of the parts that all their registers name. */
    void brokenDown(String id, ReportFile.Section read, List<Measure> counted) {
        List<Measure> ofRegisters =
                counted.stream().filter(measure -> measure.term() != null).toList();
        String by = read.by() == null ? "" : read.by();
        boolean isByTop = read.top() != null
                && read.top().contains(by)
                && ofRegisters.stream().allMatch(measure -> isOfParts(measure, by));
        if (!ofRegisters.isEmpty() && (read.across() != null || read.compare() || !by.equals("month") && !isByTop)) {
            faults.accept(
                    id + ": measures of registers are broken down by month alone, or by the top of the parts of their"
                            + " register, without compare");
        }
    }

    private static boolean isOfParts(Measure measure, String list) {
        return measure.term() != null
                && measure.term()
                        .register()
                        .column(measure.wholeColumn())
                        .filter(column -> column.list().equals(list))
                        .isPresent();
    }

    /** The register of that name; one without columns, with a fault, if there is none. */
    Register register(String id, @Nullable String name) {
        return registers.named(name == null ? "" : name).orElseGet(() -> {
            faults.accept(id + ": there is no register " + name);
            return NONE;
        });
    }

    /** The columns that a ledger shows. */
    List<String> shown(String id, Register register, @Nullable List<String> columns) {
        List<String> all = columns == null ? List.of() : columns;
        for (String code : all) {
            Column column = column(id, register, code);
            if (column != null && column.isPersonal()) {
                faults.accept(id + ": a report names no person, and the column " + code + " does");
            }
        }
        return all;
    }

    private @Nullable Column column(String id, Register register, String code) {
        Column column = register.column(code).orElse(null);
        if (column == null && !register.columns().isEmpty()) {
            faults.accept(id + ": the register " + register.name() + " has no column " + code);
        }
        return column;
    }

    private String number(String id, Register register, @Nullable String code) {
        if (code == null) {
            return "";
        }
        Column column = column(id, register, code);
        if (column != null && column.type() != ValueType.NUMBER) {
            faults.accept(id + ": the column " + code + " has no numbers");
        }
        return code;
    }

    /** Which entries are meant: every column has one of its words; all, if nothing is said. */
    Map<String, List<String>> condition(String id, Register register, @Nullable Map<String, List<String>> read) {
        Map<String, List<String>> condition = new HashMap<>();
        if (read != null) {
            read.forEach((code, words) -> {
                column(id, register, code);
                if (words == null || words.isEmpty()) {
                    faults.accept(id + ": no value for " + code);
                } else {
                    condition.put(code, words);
                }
            });
        }
        return condition;
    }
}
