package org.onestophub.platform.access.people;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;

/**
 * What a login and a session need of an account.
 *
 * @param source where the person is known; null: here, by a local account
 * @param password hash with the name of its algorithm in front; empty if the person is known elsewhere
 * @param institutions null: all
 * @param stamp counts up with each change
 */
record PersonRow(
        String name,
        @Nullable String source,
        String password,
        boolean mustChange,
        List<String> rights,
        @Nullable List<String> institutions,
        boolean disabled,
        long stamp) {

    boolean isLocal() {
        return source == null;
    }

    /** The person as services see them; words that are no right any more are left out. */
    Viewer viewer() {
        Set<Right> known =
                rights.stream().map(Right::of).flatMap(Optional::stream).collect(Collectors.toSet());
        return new Viewer(
                name,
                known,
                Stream.ofNullable(institutions)
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .toList());
    }
}
