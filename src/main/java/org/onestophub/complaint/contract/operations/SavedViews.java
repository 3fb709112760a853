package org.onestophub.complaint.contract.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Filters of lists of the console that people keep, each its own. {@code person} is the name of the account, {@code by} the
 * name of the key or the person who asked. Source: decision 0108.
 */
public interface SavedViews {

    /**
     * A filter that a person keeps.
     *
     * @param id unique in the hub
     * @param list word of the list, such as {@code complaints}
     * @param name what the person calls it
     * @param filter values of the list's filter by the names of its parameters
     * @param address the page of the console that shows it
     * @param first true if the person sees it after the login
     * @param changedAt when it was kept or changed, UTC
     */
    @Schema(name = "SavedView")
    record View(
            long id,
            String list,
            String name,
            Map<String, String> filter,
            String address,
            boolean first,
            Instant changedAt) {}

    /** The person's views, by list and name. */
    List<View> of(String person);

    /**
     * Keeps a filter; one of the same list and name is replaced.
     * @throws org.onestophub.problem.ProblemException AC-104 if a list, name or value is not usable, AC-103 if there is no such
     *     person, CO-105 if the person has as many as one may have
     */
    View save(String person, String list, String name, Map<String, String> filter, String by);

    /**
     * Gives a view another name, or makes it the first page or no longer; null leaves as it is.
     * @throws org.onestophub.problem.ProblemException AC-103 if the person has no such view, AC-104 if the name is not usable,
     *     CO-105 if the person has another of that name
     */
    void change(String person, long id, @Nullable String name, @Nullable Boolean first, String by);

    /** Forgets a view; a second call changes nothing. */
    void remove(String person, long id, String by);
}
