package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.SavedViews;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The views of a person of the console, for a key of the role users. */
@RestController
@RequestMapping(path = "/api/ops/v1/users/{person}/views")
@Tag(name = "users")
class ViewsController {

    private static final int MAX_PERSON = 80;

    /**
     * A filter to keep.
     *
     * @param list word of the list
     * @param name what it is called
     * @param filter values by the names of the list's parameters
     */
    @Schema(name = "NewView")
    record NewView(
            @Schema(
                    description = "complaints, alarms, warnings, quarantine, deliveries or access-log.",
                    example = "complaints")
            @Nullable
            String list,

            @Schema(description = "1 to 40 characters.") @Nullable
            String name,

            @Schema(description = "Values by the names of the parameters that the page has in its address.") @Nullable
            Map<String, String> filter) {}

    /**
     * A change; what is absent stays.
     *
     * @param name the new name
     * @param first true: the person begins with it; false: no longer
     */
    @Schema(name = "ViewChange")
    record ViewChange(@Nullable String name, @Nullable Boolean first) {}

    private final SavedViews views;

    ViewsController(SavedViews views) {
        this.views = views;
    }

    @NeedsRight(KeyRight.USERS)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The filters of lists that a person keeps")
    List<SavedViews.View> list(@PathVariable("person") String person) {
        return views.of(checked(person));
    }

    @NeedsRight(KeyRight.USERS)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Keep a filter for a person",
            description = "One of the same list and name is replaced. A person has 30 at most.")
    SavedViews.View save(@PathVariable("person") String person, @RequestBody NewView view, Principal key) {
        return views.save(
                checked(person),
                view.list() == null ? "" : view.list(),
                view.name() == null ? "" : view.name(),
                view.filter() == null ? Map.of() : view.filter(),
                key.getName());
    }

    @NeedsRight(KeyRight.USERS)
    @PostMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give a view another name, or make it the page after the login")
    void change(
            @PathVariable("person") String person,
            @PathVariable("id") long id,
            @RequestBody ViewChange change,
            Principal key) {
        views.change(checked(person), id, change.name(), change.first(), key.getName());
    }

    @NeedsRight(KeyRight.USERS)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a view; a second time changes nothing")
    void remove(@PathVariable("person") String person, @PathVariable("id") long id, Principal key) {
        views.remove(checked(person), id, key.getName());
    }

    private static String checked(String person) {
        return RequestParameters.text(person, "person", 1, MAX_PERSON);
    }
}
