package org.onestophub.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Comments of the product's sources, where Boot's metadata does not carry them. */
final class JavadocOf {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) ((?:(?!\\n\\s*\\* @|\\*/)[\\s\\S])*)");

    private JavadocOf() {}

    /** Components of a nested record, {@code package.Outer$Inner}, with the text of each. */
    static Map<String, String> components(String type) {
        String outer = type.substring(0, type.indexOf('$'));
        String inner = type.substring(type.indexOf('$') + 1);
        Path file = SOURCES.resolve(outer.replace('.', '/') + ".java");
        Map<String, String> components = new LinkedHashMap<>();
        Matcher parameter = PARAMETER.matcher(commentBefore(file, "record " + inner + "("));
        while (parameter.find()) {
            components.put(parameter.group(1), withoutStars(parameter.group(2)));
        }
        if (components.isEmpty()) {
            throw new IllegalStateException("no @param at " + type);
        }
        return components;
    }

    /** The comment of a method, in a file below the root package. */
    static String method(String file, String name) {
        return withoutStars(commentBefore(SOURCES.resolve("org/onestophub").resolve(file), " " + name + "(")
                .replace("/**", "")
                .replace("*/", ""));
    }

    private static String commentBefore(Path file, String declaration) {
        String text = read(file);
        int at = text.indexOf(declaration);
        int begin = text.lastIndexOf("/**", at);
        int end = text.indexOf("*/", begin) + 2;
        if (at < 0 || begin < 0) {
            throw new IllegalStateException("no comment before " + declaration + " in " + file);
        }
        return text.substring(begin, end);
    }

    private static String withoutStars(String comment) {
        return comment.replaceAll("(?m)^\\s*\\*( |$)", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
