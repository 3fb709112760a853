package org.onestophub.operate.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.operate.config.file.ConfigFolder;
import org.onestophub.problem.Fault;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Checks a configuration folder where no hub runs: beans are known by their classes only. */
public final class OfflineCheck {

    private OfflineCheck() {}

    /** All faults of the folder, ordered by file and line. */
    public static List<Fault> faultsIn(Path configDir, ConfigurableEnvironment environment, List<FolderCheck> rooms) {
        ConfigFolder folder = ConfigFolder.read(configDir.toAbsolutePath());
        Map<String, Class<?>> beans = namedComponents();
        SettingView settings = SettingView.of(environment, folder.settings());
        KnownReferences around = new KnownReferences(
                name -> Optional.ofNullable(beans.get(name)), folder::hasMapping, folder::hasOutbound, settings, true);
        List<Fault> elsewhere = new ArrayList<>(BoundSettings.faultsIn(environment));
        rooms.forEach(room -> elsewhere.addAll(room.faultsIn(folder.root())));
        SettingNames names = SettingNames.of(environment, folder);
        elsewhere.addAll(names.unknownIn(environment));
        elsewhere.addAll(names.unknownIn(folder.settings()));
        return ConfigCheck.of(folder, around, settings::isWanted, elsewhere).all();
    }

    private static Map<String, Class<?>> namedComponents() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        Map<String, Class<?>> beans = new HashMap<>();
        for (BeanDefinition found : scanner.findCandidateComponents("org.onestophub")) {
            AnnotationMetadata type = ((AnnotatedBeanDefinition) found).getMetadata();
            var named = type.getAnnotationAttributes(Component.class.getName());
            Object name = named == null ? "" : named.get("value");
            if (name instanceof String word && !word.isEmpty()) {
                beans.put(word, ClassUtils.resolveClassName(type.getClassName(), OfflineCheck.class.getClassLoader()));
            }
        }
        return beans;
    }
}
