package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.operations.RegisterBook;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Registers, for operators. Lists name no person. */
@RestController
@RequestMapping("/api/ops/v1/registers")
@Tag(
        name = "registers",
        description = "What hospitals write down beside complaints: trainings, drills, volumes of work")
class RegistersController {

    private final RegisterBook book;
    private final Institutions institutions;
    private final AccessLog record;

    RegistersController(RegisterBook book, Institutions institutions, AccessLog record) {
        this.book = book;
        this.institutions = institutions;
        this.record = record;
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The registers with their columns, and how many entries stand")
    List<RegisterBook.Kind> kinds(Principal key) {
        return book.kinds(institutions.ofKey(key.getName()));
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(path = "/entries", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Entries that stand, newest first",
            description = "Without the texts of columns that name people. evidence says where a proof is.")
    Page<RegisterBook.Entry> entries(
            @RequestParam(name = "register", required = false) @Nullable String register,
            @Parameter(description = "Only those about this day or later.")
                    @RequestParam(name = "from", required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate from,
            @Parameter(description = "Only those about this day or earlier.")
                    @RequestParam(name = "until", required = false)
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable
                    LocalDate until,
            @Parameter(description = "next of the last page.")
                    @RequestParam(name = "cursor", required = false)
                    @Nullable
                    Long cursor,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal key) {
        List<RegisterBook.Entry> rows = book.list(
                RequestParameters.word(register, "register"),
                from,
                until,
                institutions.ofKey(key.getName()),
                RequestParameters.position(cursor == null ? Long.MAX_VALUE : cursor, "cursor"),
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT) + 1);
        return Page.of(rows, limit, row -> Long.toString(row.id()));
    }

    @NeedsRight(KeyRight.CONTENT)
    @WithinInstitutions(Subject.REGISTER_ENTRY)
    @GetMapping(path = "/entries/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "All states of an entry, newest first",
            description = "With the names of people. Recorded as an access to personal data.")
    List<RegisterBook.Entry> history(@PathVariable("id") long id, Principal key) {
        List<RegisterBook.Entry> states = book.history(RequestParameters.position(id, "id"));
        record.receiptSeen(key.getName(), "register", states.get(0).receipt());
        return states;
    }
}
