package org.onestophub.operate.config.file;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A route file's name without {@code .yaml}; its prefix says what the route is for.
 *
 * @param role what the prefix says; null if it says nothing
 * @param text the whole stem, also the route's id, for example {@code in-hotline}
 */
public record RouteFileName(@Nullable Role role, String text) implements Comparable<RouteFileName> {

    @SuppressWarnings("EnumOrdinal") // the order of the enum is the order of loading
    private static final Comparator<RouteFileName> ORDER = Comparator.<RouteFileName>comparingInt(
                    stem -> stem.role == null ? Role.values().length : stem.role.ordinal())
            .thenComparing(RouteFileName::text);

    /** Kinds of routes in the order of their loading: error handling, workers, destinations, and the channels last. */
    public enum Role {
        SHARED("shared-", ""),
        FLOW("flow-", ""),
        OUT("out-", "hub.destinations."),
        OPS("ops-", ""),
        IN("in-", "hub.channels.");

        private final String prefix;
        private final String settings;

        Role(String prefix, String settings) {
            this.prefix = prefix;
            this.settings = settings;
        }
    }

    /** The name as its prefix says; any text is one. */
    public static RouteFileName of(String text) {
        return new RouteFileName(
                Arrays.stream(Role.values())
                        .filter(role -> text.startsWith(role.prefix))
                        .findFirst()
                        .orElse(null),
                text);
    }

    /** The stem without its prefix: the name of the channel or destination. */
    public String name() {
        return role == null ? text : text.substring(role.prefix.length());
    }

    /** What the names of its settings begin with, for example {@code hub.channels.email.}; empty if it has none. */
    public Optional<String> settingsPrefix() {
        return role == null || role.settings.isEmpty() ? Optional.empty() : Optional.of(role.settings + name() + ".");
    }

    /** The setting that switches it off; empty for routes the hub cannot do without. */
    public Optional<String> enabledSetting() {
        return settingsPrefix().map(prefix -> prefix + "enabled");
    }

    /** True if the route takes in inputs. */
    public boolean isChannel() {
        return role == Role.IN;
    }

    /** True if the route hands events over. */
    public boolean isDestination() {
        return role == Role.OUT;
    }

    /** True if a fault in it concerns no other route: it can be down, and be changed, alone. */
    public boolean standsAlone() {
        return isChannel() || isDestination();
    }

    @Override
    public int compareTo(RouteFileName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
