package org.onestophub.operate.config;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.problem.Fault;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Checks a configuration folder against this hub: its beans and its settings. */
@Component
class HubConfigCheck {

    private final BeanFactory beans;
    private final Environment environment;
    private final List<FolderCheck> rooms;

    HubConfigCheck(BeanFactory beans, Environment environment, List<FolderCheck> rooms) {
        this.beans = beans;
        this.environment = environment;
        this.rooms = rooms;
    }

    ConfigCheck check(ConfigFolder folder) {
        List<Fault> elsewhere = rooms.stream()
                .flatMap(room -> room.faultsIn(folder.root()).stream())
                .toList();
        KnownReferences around = new KnownReferences(
                this::typeOf, folder::hasMapping, folder::hasOutbound, environment::getProperty, true);
        return ConfigCheck.of(folder, around, this::isWanted, elsewhere);
    }

    /** What a route runs by if it is taken from that tree. */
    RunningVersions.Running running(ConfigTree tree, YamlFile route) {
        return RunningVersions.Running.of(tree, route, environment::getProperty);
    }

    /** Value of a setting, null if there is none. */
    @Nullable
    String setting(String name) {
        return environment.getProperty(name);
    }

    /** True unless the settings switch the route off. */
    boolean isWanted(RouteFileName stem) {
        return stem.enabledSetting()
                .map(name -> environment.getProperty(name, Boolean.class, true))
                .orElse(true);
    }

    private Optional<Class<?>> typeOf(String bean) {
        return beans.containsBean(bean) ? Optional.ofNullable(beans.getType(bean)) : Optional.empty();
    }
}
