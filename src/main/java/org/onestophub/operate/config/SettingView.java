package org.onestophub.operate.config;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.SettingsFile;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.ConfigurablePropertyResolver;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The values of settings as the hub has them: by every name that Spring knows them by. What the settings file of a
 * configuration says stands below what the hub was started with, and above the defaults of the program.
 */
final class SettingView implements UnaryOperator<String> {

    /** Stands for a value that names another setting which is not there; no type takes it. */
    private static final String UNRESOLVED = "\u0000";

    private final ConfigurableEnvironment environment;

    private SettingView(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** The settings as they are now. */
    static SettingView of(ConfigurableEnvironment environment) {
        return new SettingView(environment);
    }

    /** The settings as they would be with that file, and not the one in use. */
    static SettingView of(ConfigurableEnvironment environment, SettingsFile file) {
        Without view = new Without();
        MutablePropertySources sources = view.getPropertySources();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)
                    && !source.getName().equals(AppliedSettings.NAME)) {
                sources.addLast(source);
            }
        }
        AppliedSettings.addTo(sources, file.values());
        ConfigurationPropertySources.attach(view);
        return new SettingView(view);
    }

    /** Begins without a source of its own. */
    private static final class Without extends StandardEnvironment {

        @Override
        protected void customizePropertySources(MutablePropertySources sources) {
            // all come from the environment that is looked at
        }

        @Override
        protected ConfigurablePropertyResolver createPropertyResolver(MutablePropertySources sources) {
            return ConfigurationPropertySources.createPropertyResolver(sources);
        }
    }

    /** The value; null if there is none. */
    @Override
    public @Nullable String apply(String name) {
        try {
            return environment.getProperty(name);
        } catch (IllegalArgumentException e) {
            return UNRESOLVED;
        }
    }

    /** True unless the settings switch the route off. A word that is none for it is a fault, and does not. */
    boolean isWanted(RouteFileName stem) {
        return stem.enabledSetting()
                .map(this)
                .flatMap(SettingType::booleanOf)
                .map(Boolean::parseBoolean)
                .orElse(true);
    }
}
