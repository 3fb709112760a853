package org.onestophub.loop.register;

import java.time.LocalDate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.Register;
import org.springframework.stereotype.Component;

/** Reads entries for reports. It works in the caller's transaction, which sees one state of the ledger. */
@Component
public class RegisterFacts {

    private final EntryTable table;

    RegisterFacts(EntryTable table) {
        this.table = table;
    }

    /**
     * Gives every entry that counts and is about a day from {@code from} to before {@code end}; {@code institution} null: of all.
     */
    public void read(@Nullable String institution, LocalDate from, LocalDate end, Consumer<RegisterFact> taker) {
        table.read(institution, from, end, row -> {
            if (!row.said().path(Register.VOID).asBoolean(false)) {
                taker.accept(new RegisterFact(
                        row.institution(), row.register(), row.key(), row.from(), row.until(), row.said()));
            }
        });
    }
}
