package org.onestophub.operate.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.operate.config.file.ConfigTree;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.problem.Fault;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

/** Checks a configuration folder against this hub: its beans and its settings. */
@Component
class HubConfigCheck {

    private final BeanFactory beans;
    private final ConfigurableEnvironment environment;
    private final List<FolderCheck> rooms;

    HubConfigCheck(BeanFactory beans, ConfigurableEnvironment environment, List<FolderCheck> rooms) {
        this.beans = beans;
        this.environment = environment;
        this.rooms = rooms;
    }

    ConfigCheck check(ConfigFolder folder) {
        List<Fault> elsewhere = new ArrayList<>();
        rooms.forEach(room -> elsewhere.addAll(room.faultsIn(folder.root())));
        SettingNames names = SettingNames.of(environment, folder);
        // those of no route have refused the start
        names.unknownIn(environment).stream()
                .filter(fault -> SettingNames.isOfARoute(fault, folder))
                .forEach(elsewhere::add);
        elsewhere.addAll(names.unknownIn(folder.settings()));
        SettingView settings = settings(folder);
        KnownReferences around =
                new KnownReferences(this::typeOf, folder::hasMapping, folder::hasOutbound, settings, true);
        return ConfigCheck.of(folder, around, settings::isWanted, elsewhere);
    }

    /** The settings as they would be with that folder. */
    SettingView settings(ConfigFolder folder) {
        return SettingView.of(environment, folder.settings());
    }

    /** What a route runs by if it is taken from that tree. */
    RunningVersions.Running running(ConfigTree tree, ConfigFolder folder, RouteFileName stem) {
        return RunningVersions.Running.of(tree, folder.route(stem), settings(folder));
    }

    private Optional<Class<?>> typeOf(String bean) {
        return beans.containsBean(bean) ? Optional.ofNullable(beans.getType(bean)) : Optional.empty();
    }
}
