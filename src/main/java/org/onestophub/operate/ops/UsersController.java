package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts of the console, for a key of the role users. */
@RestController
@RequestMapping(path = "/api/ops/v1/users")
@Tag(name = "users", description = "Accounts of the console")
class UsersController {

    private static final int MAX_NAME = 80;

    /**
     * A new account.
     *
     * @param name its name
     * @param rights any of view, content, operate, configure, audit, erase, discipline
     * @param institutions credit codes; absent or empty: all institutions
     */
    @Schema(name = "NewUser")
    record NewUser(
            @Schema(description = "Lower-case letters, digits, . _ and -; 1 to 40 characters.", example = "li.wei")
            String name,

            @Schema(description = "Any of view, content, operate, configure, audit, erase, discipline.") @Nullable
            List<String> rights,

            @Schema(description = "Credit codes of the institutions it sees; absent or empty: all.") @Nullable
            List<String> institutions) {}

    /**
     * A password that is shown only now.
     *
     * @param name the account
     * @param password its password; it must be changed at the next login
     */
    @Schema(name = "UserPassword")
    record Password(String name, String password) {}

    private final People people;
    private final AccessRecord record;

    UsersController(People people, AccessRecord record) {
        this.people = people;
        this.record = record;
    }

    @NeedsRight(KeyRight.USERS)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "All accounts")
    List<People.Person> list() {
        return people.list();
    }

    @NeedsRight(KeyRight.USERS)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Make an account", description = "Gives its first password, which is kept nowhere.")
    Password create(@RequestBody NewUser user, Principal key) {
        String name = RequestParameters.needed(user.name(), "name", MAX_NAME);
        List<String> rights = user.rights() == null ? List.of() : user.rights();
        List<String> institutions = user.institutions() == null ? List.of() : user.institutions();
        record.done(key.getName(), "user-new", name, String.join(" ", rights));
        return new Password(name, people.create(name, rights, institutions, key.getName()));
    }

    @NeedsRight(KeyRight.USERS)
    @PostMapping(path = "/{name}/password", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Give an account a new password",
            description = "Ends its sessions, and opens it again if it was disabled or locked.")
    Password password(@PathVariable("name") String name, Principal key) {
        record.done(key.getName(), "user-password", RequestParameters.text(name, "name", 1, MAX_NAME), null);
        return new Password(name, people.newPassword(name, key.getName()));
    }

    @NeedsRight(KeyRight.USERS)
    @PostMapping("/{name}/disable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let nobody log in with an account, and end its sessions")
    void disable(@PathVariable("name") String name, Principal key) {
        record.done(key.getName(), "user-disable", RequestParameters.text(name, "name", 1, MAX_NAME), null);
        people.disable(name, key.getName());
    }

    @NeedsRight(KeyRight.USERS)
    @PostMapping("/{name}/enable")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a person log in again who was disabled or locked")
    void enable(@PathVariable("name") String name, Principal key) {
        record.done(key.getName(), "user-enable", RequestParameters.text(name, "name", 1, MAX_NAME), null);
        people.enable(name, key.getName());
    }

    @NeedsRight(KeyRight.USERS)
    @PostMapping("/{name}/end-sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End the sessions of an account", description = "Who may log in can do so again.")
    void endSessions(@PathVariable("name") String name, Principal key) {
        record.done(key.getName(), "user-end-sessions", RequestParameters.text(name, "name", 1, MAX_NAME), null);
        people.endSessions(name, key.getName());
    }
}
