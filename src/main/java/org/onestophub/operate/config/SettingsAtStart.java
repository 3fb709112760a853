package org.onestophub.operate.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.problem.Fault;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Judges all settings before anything is started by them. A wrong setting of the hub itself, or a name that nothing reads,
 * refuses the start, and is reported together with those of channels and destinations.
 */
class SettingsAtStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** @throws StartRefused with all faults */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        List<Fault> own = BoundSettings.faultsIn(environment);
        Set<Fault> fatal = new LinkedHashSet<>(own);
        Path configDir = Path.of(
                Binder.get(environment).bind("hub.config-dir", String.class).orElse("."));
        if (Files.isDirectory(configDir.resolve("routes"))) {
            ConfigFolder folder = ConfigFolder.read(configDir.toAbsolutePath());
            fatal.addAll(unknownOfNoRoute(environment, folder));
            if (!fatal.isEmpty()) {
                fatal.addAll(ofRoutes(environment, folder));
            }
        }
        if (!fatal.isEmpty()) {
            throw new StartRefused(List.copyOf(fatal));
        }
    }

    /** A name below a channel or destination is a fault of that one, which is down alone. */
    private static List<Fault> unknownOfNoRoute(ConfigurableEnvironment environment, ConfigFolder folder) {
        return SettingNames.of(environment, folder).unknownIn(environment).stream()
                .filter(fault -> !SettingNames.isOfARoute(fault, folder))
                .toList();
    }

    private static List<Fault> ofRoutes(ConfigurableEnvironment environment, ConfigFolder folder) {
        List<Fault> faults = new ArrayList<>();
        SettingView settings = SettingView.of(environment, folder.settings());
        for (YamlFile route : folder.routes().values()) {
            faults.addAll(RouteLint.wrongSettings(
                    route, folder.connectors(), settings, settings.isWanted(RouteFileName.of(route.stem()))));
        }
        return faults;
    }
}
