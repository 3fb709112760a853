package org.onestophub.operate.config;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.operate.config.file.YamlFile;
import org.onestophub.platform.connector.ConnectorBeans;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.springframework.util.ClassUtils;

/** Looks whether beans and classes that a file names are there and have the methods it calls. */
final class BeanLint {

    private static final Pattern CLASS = Pattern.compile("^#class:([^#(]+)");
    private static final Pattern CALL = Pattern.compile("^([A-Za-z_$][A-Za-z0-9_$]*)\\s*(?:\\((.*)\\))?$");

    private final KnownReferences around;
    private final Problem problem;

    BeanLint(KnownReferences around, Problem problem) {
        this.around = around;
        this.problem = problem;
    }

    void check(YamlFile file, Consumer<Fault> faults) {
        for (YamlFile call : file.objectsWith("ref")) {
            call.at("ref").filter(ref -> !ref.text().contains("{{")).ifPresent(ref -> call(call, ref, faults));
        }
        for (YamlFile.Value type : file.valuesOf("type")) {
            Matcher named = CLASS.matcher(type.text());
            if (named.find() && !isThere(named.group(1))) {
                faults.accept(Fault.of(problem, file.name(), type.line(), "no bean of connectors " + named.group(1)));
            }
        }
    }

    private void call(YamlFile file, YamlFile.Value ref, Consumer<Fault> faults) {
        Optional<Class<?>> type = around.bean().apply(ref.text());
        if (type.isEmpty()) {
            faults.accept(Fault.of(problem, file.name(), ref.line(), "no bean " + ref.text()));
            return;
        }
        file.at("method")
                .filter(method -> !hasMethod(type.get(), method.text()))
                .ifPresent(method -> faults.accept(
                        Fault.of(problem, file.name(), method.line(), "bean " + ref.text() + " has no such method")));
    }

    private static boolean isThere(String name) {
        return ClassUtils.isPresent(ConnectorBeans.classOf(name).orElse(name), BeanLint.class.getClassLoader());
    }

    private static boolean hasMethod(Class<?> type, String text) {
        Matcher call = CALL.matcher(text.strip());
        if (!call.matches()) {
            return false;
        }
        List<Method> named = Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(call.group(1)))
                .toList();
        int given = call.group(2) == null ? -1 : countOf(call.group(2));
        return named.stream().anyMatch(method -> given < 0 || method.getParameterCount() == given);
    }

    /** Arguments between commas that stand in no quotes, brackets or braces. */
    private static int countOf(String arguments) {
        if (arguments.isBlank()) {
            return 0;
        }
        int count = 1;
        int depth = 0;
        char quote = 0;
        for (char c : arguments.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if ("({[".indexOf(c) >= 0) {
                depth++;
            } else if (")}]".indexOf(c) >= 0) {
                depth--;
            } else if (c == ',' && depth == 0) {
                count++;
            }
        }
        return count;
    }
}
