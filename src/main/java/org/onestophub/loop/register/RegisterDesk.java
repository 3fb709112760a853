package org.onestophub.loop.register;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.RegisterBook;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Registers;
import org.onestophub.loop.register.EntryTable.Row;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Shows registers. */
@Component
class RegisterDesk implements RegisterBook {

    private final Registers registers;
    private final EntryTable table;
    private final EntryProofs proofs;

    RegisterDesk(Registers registers, EntryTable table, EntryProofs proofs) {
        this.registers = registers;
        this.table = table;
        this.proofs = proofs;
    }

    @Override
    public List<Kind> kinds(List<String> institutions) {
        Map<String, Long> counts = table.counts(institutions);
        return registers.all().stream()
                .map(one -> new Kind(
                        one.name(),
                        one.zh(),
                        one.en(),
                        one.key(),
                        one.day(),
                        one.columns().stream().map(RegisterDesk::shown).toList(),
                        counts.getOrDefault(one.name(), 0L)))
                .toList();
    }

    private static Column shown(Register.Column column) {
        return new Column(
                column.code(),
                column.zh(),
                column.en(),
                column.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                column.list(),
                column.required(),
                column.isPersonal());
    }

    @Override
    public List<Entry> list(
            @Nullable String register,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<String> institutions,
            long before,
            int most) {
        return entriesOf(table.list(register, from, until, institutions, before, most), false);
    }

    @Override
    public List<Entry> history(long id) {
        Row one = table.row(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        return entriesOf(table.history(one), true);
    }

    private List<Entry> entriesOf(List<Row> rows, boolean withPersonal) {
        Map<String, List<Proof>> proofs = this.proofs.of(
                rows.stream().map(RegisterDesk::proofsOf).distinct().toList(),
                rows.stream().map(Row::institution).collect(Collectors.toSet()));
        return rows.stream().map(row -> entryOf(row, proofs, withPersonal)).toList();
    }

    private Entry entryOf(Row row, Map<String, List<Proof>> proofs, boolean withPersonal) {
        ObjectNode values = row.said().deepCopy();
        boolean isVoid = values.path(Register.VOID).asBoolean(false);
        values.remove(List.of(Register.EVIDENCE, Register.VOID));
        if (!withPersonal) {
            // a register whose file is gone may have had such columns; nobody can tell any more
            registers
                    .named(row.register())
                    .ifPresentOrElse(register -> values.remove(register.personal()), values::removeAll);
        }
        return new Entry(
                row.id(),
                row.institution(),
                row.register(),
                row.key(),
                row.revision(),
                row.from(),
                row.until(),
                values,
                isVoid,
                row.receiptId(),
                row.place(),
                row.enteredAt(),
                row.replacedAt(),
                proofs.getOrDefault(proofsOf(row), List.of()));
    }

    private static String proofsOf(Row row) {
        return row.said().path(Register.EVIDENCE).asText("");
    }
}
