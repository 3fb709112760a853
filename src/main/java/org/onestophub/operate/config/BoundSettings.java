package org.onestophub.operate.config;

import jakarta.validation.Validation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.onestophub.complaint.contract.SettingCheck;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.bind.validation.ValidationErrors;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * The settings that the hub binds for itself, one class for each package. All that are wrong are found at once, where
 * Spring would stop at the first.
 */
final class BoundSettings {

    private static final List<Class<?>> CLASSES = scanned();
    /** Each round finds one value of a wrong type; a person who has more than this will run the check again. */
    private static final int MOST_ROUNDS = 200;

    /** Texts are those of the check, in English. */
    private static final SpringValidatorAdapter VALIDATOR =
            new SpringValidatorAdapter(Validation.byProvider(HibernateValidator.class)
                    .configure()
                    .defaultLocale(Locale.ENGLISH)
                    .messageInterpolator(new ParameterMessageInterpolator())
                    .buildValidatorFactory()
                    .getValidator());

    private BoundSettings() {}

    private static List<Class<?>> scanned() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        List<Class<?>> found = new ArrayList<>();
        scanner.findCandidateComponents("org.onestophub")
                .forEach(each -> found.add(ClassUtils.resolveClassName(
                        ((AnnotatedBeanDefinition) each).getMetadata().getClassName(),
                        BoundSettings.class.getClassLoader())));
        return List.copyOf(found);
    }

    /** Names of all settings, with a star for a word that the operator chooses. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        walk((name, element) -> names.add(name));
        return names;
    }

    /** Every setting with the component that it becomes. */
    static void walk(BiConsumer<String, AnnotatedElement> each) {
        for (Class<?> type : CLASSES) {
            walk(prefixOf(type) + ".", type, each);
        }
    }

    private static String prefixOf(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }

    private static void walk(String prefix, Class<?> type, BiConsumer<String, AnnotatedElement> each) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                setting(prefix, component.getName(), component.getGenericType(), component, each);
            }
            return;
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.isAnnotationPresent(ConstructorBinding.class)) {
                for (Parameter parameter : constructor.getParameters()) {
                    setting(prefix, parameter.getName(), parameter.getParameterizedType(), parameter, each);
                }
            }
        }
    }

    private static void setting(
            String prefix,
            String component,
            Type type,
            AnnotatedElement element,
            BiConsumer<String, AnnotatedElement> each) {
        String name = prefix + DataObjectPropertyName.toDashedForm(component);
        Class<?> raw = rawOf(type);
        if (Map.class.isAssignableFrom(raw)) {
            Class<?> value = rawOf(((ParameterizedType) type).getActualTypeArguments()[1]);
            if (value.isRecord()) {
                walk(name + ".*.", value, each);
            } else {
                each.accept(name + ".*", element);
            }
        } else if (raw.isRecord()) {
            walk(name + ".", raw, each);
        } else {
            each.accept(name, element);
        }
    }

    private static Class<?> rawOf(Type type) {
        return (Class<?>) (type instanceof ParameterizedType of ? of.getRawType() : type);
    }

    /** All that is wrong with the hub's own settings, by their names. */
    static List<Fault> faultsIn(ConfigurableEnvironment environment) {
        Set<Fault> faults = new LinkedHashSet<>();
        ConfigurationPropertySources.attach(environment);
        CLASSES.forEach(type -> bound(type, environment, faults));
        walk((name, element) -> blankFault(name, typeOf(element), environment)
                .filter(fault -> isNews(fault, faults))
                .ifPresent(faults::add));
        for (SettingCheck room :
                SpringFactoriesLoader.loadFactories(SettingCheck.class, BoundSettings.class.getClassLoader())) {
            room.faultsIn(Binder.get(environment)).stream()
                    .filter(fault -> isNews(fault, faults))
                    .forEach(faults::add);
        }
        return List.copyOf(faults);
    }

    private static boolean isNews(Fault fault, Set<Fault> faults) {
        return faults.stream().noneMatch(known -> known.file().equals(fault.file()));
    }

    /** Spring takes an empty measure for one that is not set; a route that names the same setting gets the empty text. */
    private static Optional<Fault> blankFault(String name, Class<?> type, ConfigurableEnvironment environment) {
        String word = wordFor(type);
        String value = word.isEmpty() || name.contains("*") ? null : environment.getProperty(name);
        return value != null && value.isBlank()
                ? Optional.of(Fault.of(Problem.SETTING_INVALID, name, 0, word))
                : Optional.empty();
    }

    /** Type of a component or parameter that {@link #walk} found. */
    static Class<?> typeOf(AnnotatedElement element) {
        return element instanceof RecordComponent component ? component.getType() : ((Parameter) element).getType();
    }

    /**
     * A value of a wrong type, and a part in which something is wrong, is noted and left out, until the rest can be bound and
     * judged as a whole.
     */
    private static void bound(Class<?> type, ConfigurableEnvironment environment, Set<Fault> faults) {
        ConfigurationPropertyName prefix = ConfigurationPropertyName.of(prefixOf(type));
        Set<ConfigurationPropertyName> left = new HashSet<>();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<ConfigurationPropertySource> sources = new ArrayList<>();
            ConfigurationPropertySources.get(environment)
                    .forEach(source -> sources.add(source.filter(
                            name -> left.stream().noneMatch(out -> out.equals(name) || out.isAncestorOf(name)))));
            Binder binder = new Binder(sources, new PropertySourcesPlaceholdersResolver(environment));
            try {
                binder.bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(VALIDATOR));
                return;
            } catch (BindException e) {
                if (e.getCause() instanceof BindValidationException invalid) {
                    ValidationErrors errors = invalid.getValidationErrors();
                    errors.forEach(error -> faults.add(faultOf(errors.getName().toString(), error)));
                    if (errors.getName().equals(prefix) || !left.add(errors.getName())) {
                        return;
                    }
                    continue;
                }
                String word = wordFor(e.getTarget().getType().resolve(Object.class));
                faults.add(Fault.of(
                        Problem.SETTING_INVALID, e.getName().toString(), 0, word.isEmpty() ? "another form" : word));
                if (!left.add(e.getName())) {
                    return;
                }
            }
        }
    }

    private static Fault faultOf(String prefix, ObjectError error) {
        String message = String.valueOf(error.getDefaultMessage());
        if (message.startsWith("hub.")) {
            // a condition over several settings names the one to change
            return Fault.of(Problem.SETTING_INVALID, message.replaceFirst(" .*", ""), 0, message);
        }
        String field = error instanceof FieldError of ? of.getField() : "";
        StringBuilder name = new StringBuilder(prefix);
        Arrays.stream(field.split("\\."))
                .filter(part -> !part.isEmpty())
                .forEach(part -> name.append('.').append(DataObjectPropertyName.toDashedForm(part)));
        return Fault.of(Problem.SETTING_INVALID, name.toString(), 0, message);
    }

    /** What a measure or a yes is written like; empty for other types. */
    private static String wordFor(Class<?> type) {
        if (type == Duration.class) {
            return "duration such as 15s or 10m";
        }
        if (type == DataSize.class) {
            return "size such as 64KB or 256MB";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return type == int.class || type == long.class ? "whole number" : "";
    }
}
