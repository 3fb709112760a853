package org.onestophub.intake.source.web;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Attributes and texts of XML without what stands for characters; entities of a document's own stay as they are. */
final class XmlWords {

    private static final Pattern ATTRIBUTE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_.:-]{0,60})\\s*=\\s*(?:\"([^\"<]*)\"|'([^'<]*)')");
    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

    private XmlWords() {}

    /** The attributes of a tag by their names with prefix. */
    static Map<String, String> attributes(String tag) {
        Map<String, String> found = new HashMap<>();
        Matcher attribute = ATTRIBUTE.matcher(tag);
        while (attribute.find()) {
            String value = attribute.group(2) == null ? attribute.group(3) : attribute.group(2);
            found.put(attribute.group(1), unescaped(value));
        }
        return found;
    }

    /** The text of an element that has no elements in it. */
    static String plain(String raw) {
        String text = raw.strip();
        boolean isVerbatim = text.startsWith("<![CDATA[") && text.endsWith("]]>");
        return isVerbatim
                ? text.substring("<![CDATA[".length(), text.length() - 3).strip()
                : unescaped(text);
    }

    private static String unescaped(String text) {
        Matcher reference = REFERENCE.matcher(text);
        return reference.replaceAll(found -> Matcher.quoteReplacement(characterOf(reference)));
    }

    private static String characterOf(Matcher reference) {
        if (reference.group(3) != null) {
            return NAMED.getOrDefault(reference.group(3), "");
        }
        int code = reference.group(1) == null
                ? Integer.parseInt(reference.group(2), 16)
                : Integer.parseInt(reference.group(1));
        return Character.isValidCodePoint(code) ? Character.toString(code) : "";
    }
}
