package org.onestophub.operate.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.SettingsApplied;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.SettingsFile;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/**
 * The settings file as it is in use: of each channel and destination, what the file said when the route was taken from it.
 * Everybody who asks Spring for a setting sees it, from the moment its route is exchanged.
 */
@Component
class AppliedSettings {

    /** The property source's name. */
    static final String NAME = "settings of the configuration";

    /** How Spring names sources that are part of the program. */
    private static final String PACKAGED = "class path resource";

    private final Map<String, Map<String, String>> routes = new ConcurrentHashMap<>();

    private final ApplicationEventPublisher events;

    AppliedSettings(ConfigurableEnvironment environment, ApplicationEventPublisher events) {
        this.events = events;
        add(environment.getPropertySources(), new Live());
    }

    /** A source of values that stay as they are. */
    static void addTo(MutablePropertySources sources, Map<String, String> values) {
        add(sources, new Fixed(values));
    }

    private static void add(MutablePropertySources sources, PropertySource<?> source) {
        for (PropertySource<?> each : sources) {
            if (each.getName().contains(PACKAGED)) {
                sources.addBefore(each.getName(), source);
                return;
            }
        }
        sources.addLast(source);
    }

    /** The route runs by what the file says of it from now on; what its earlier file said is gone. */
    void put(RouteFileName stem, SettingsFile file) {
        routes.put(stem.text(), file.of(stem));
        events.publishEvent(new SettingsApplied());
    }

    /** The route runs no more. */
    void remove(RouteFileName stem) {
        routes.remove(stem.text());
        events.publishEvent(new SettingsApplied());
    }

    /** What the file says, a reference and not the secret; null if it says nothing. */
    @Nullable
    String written(String name) {
        for (Map<String, String> values : routes.values()) {
            String value = values.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable String value(String name) {
        String written = written(name);
        return written == null ? null : SecretReference.valueOf(written);
    }

    private String[] names() {
        Set<String> names = new TreeSet<>();
        routes.values().forEach(values -> names.addAll(values.keySet()));
        return names.toArray(String[]::new);
    }

    /** What the routes in use have. */
    private final class Live extends EnumerablePropertySource<AppliedSettings> {

        private Live() {
            super(NAME, AppliedSettings.this);
        }

        @Override
        public String[] getPropertyNames() {
            return names();
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return value(name);
        }
    }

    /** What a file has. */
    private static final class Fixed extends EnumerablePropertySource<Map<String, String>> {

        private Fixed(Map<String, String> values) {
            super(NAME, new HashMap<>(values));
        }

        @Override
        public String[] getPropertyNames() {
            return getSource().keySet().toArray(String[]::new);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            String value = getSource().get(name);
            return value == null ? null : SecretReference.valueOf(value);
        }
    }
}
