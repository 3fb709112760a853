package org.onestophub.operate.console;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.AlarmQueries;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.web.util.UriComponentsBuilder;

/** The lists whose filter a person can keep, with what is kept of it. */
enum FilteredList {
    COMPLAINTS(
            "/console/complaints",
            Right.VIEW,
            false,
            ComplaintFilter.KEPT,
            (filter, time) -> ComplaintFilter.of(filter)
                    .search(time.now(), time.zone(), null)
                    .checked()),
    INPUTS(
            "/console/inputs",
            Right.VIEW,
            false,
            InputsPage.KEPT,
            (filter, time) ->
                    InputsPage.search(filter, time.now(), time.zone(), null).checked()),
    ALARMS("/console/alarms", Right.VIEW, false, List.of("state", "institution"), (filter, time) -> {
        RequestParameters.oneOf(AlarmQueries.STATES, filter.get("state"), "state");
        RequestParameters.text(filter.get("institution"), "institution", 1, 18);
    }),
    WARNINGS("/console/warnings", Right.VIEW, false, List.of("state", "institution"), (filter, time) -> {
        RequestParameters.oneOf(Warnings.STATES, filter.get("state"), "state");
        RequestParameters.text(filter.get("institution"), "institution", 1, 18);
    }),
    QUARANTINE("/console/quarantine/group", Right.VIEW, false, List.of("code", "channel"), (filter, time) -> {
        RequestParameters.code(needed(filter, "code"));
        RequestParameters.word(needed(filter, "channel"), "channel");
    }),
    DELIVERIES("/console/deliveries/{name}", Right.VIEW, true, List.of("name", "state"), (filter, time) -> {
        RequestParameters.word(needed(filter, "name"), "name");
        RequestParameters.oneOf(DeliveryDesk.STATES, filter.get("state"), "state");
    }),
    ACCESS_LOG(
            "/console/system/access-log",
            Right.AUDIT,
            true,
            List.of("by"),
            (filter, time) -> RequestParameters.text(filter.get("by"), "by", 1, 80));

    private final String path;
    private final Right right;
    private final boolean ofAll;
    private final List<String> kept;
    private final BiConsumer<Map<String, String>, Moment> check;

    FilteredList(
            String path, Right right, boolean ofAll, List<String> kept, BiConsumer<Map<String, String>, Moment> check) {
        this.path = path;
        this.right = right;
        this.ofAll = ofAll;
        this.kept = kept;
        this.check = check;
    }

    /** Now, and where the hub is. */
    record Moment(Instant now, ZoneId zone) {}

    /** The list of that word, such as {@code access-log}. */
    static Optional<FilteredList> of(String word) {
        return Arrays.stream(values()).filter(list -> list.word().equals(word)).findFirst();
    }

    /** The word for it in texts, in the API and in the database. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True if the viewer can open the list. */
    boolean isOpenTo(Viewer viewer) {
        return viewer.may(right) && (!ofAll || viewer.seesAll());
    }

    /** What of the parameters of a page is kept: those that the list knows and that are filled in. */
    Map<String, String> keptOf(Map<String, String> given) {
        Map<String, String> filter = new TreeMap<>();
        kept.forEach(name -> {
            String value = RequestParameters.given(given.get(name));
            if (value != null) {
                filter.put(name, value);
            }
        });
        return filter;
    }

    /**
     * The same filter if the list would take it.
     * @throws ProblemException AC-104 with the name of what cannot be
     */
    Map<String, String> checked(Map<String, String> given, Moment moment) {
        for (String name : given.keySet()) {
            RequestParameters.require(kept.contains(name), "filter", name);
        }
        Map<String, String> filter = keptOf(given);
        check.accept(filter, moment);
        return filter;
    }

    /** The address of the page with that filter. */
    String address(Map<String, String> filter) {
        UriComponentsBuilder page = UriComponentsBuilder.fromPath(path);
        filter.keySet().stream()
                .filter(name -> !path.contains("{" + name + "}"))
                .forEach(name -> page.queryParam(name, "{" + name + "}"));
        return page.encode().buildAndExpand(filter).toUriString();
    }

    private static String needed(Map<String, String> filter, String name) {
        String value = filter.get(name);
        if (value == null) {
            throw new ProblemException(Problem.REQUEST_INVALID, name);
        }
        return value;
    }
}
