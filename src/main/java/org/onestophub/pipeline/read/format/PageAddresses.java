package org.onestophub.pipeline.read.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;

/**
 * Addresses of pages of the web, so written that the same page has the same text. What a mapping knows of sites is its data:
 * {@code wayParameters} are parameters that say how somebody came to the page ({@code utm_*}, {@code spm},
 * {@code from=timeline}), {@code hostVariants} are beginnings of host names that lead to the same site ({@code www.}).
 */
public final class PageAddresses {

    /** Options of a mapping that are read here. */
    public static final Set<String> OPTIONS = Set.of("wayParameters", "hostVariants");

    private static final Pattern ADDRESS = Pattern.compile(
            "(https?)://([^/?#\\\\@\\s]+)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("([^:\\[\\]]+?)\\.?(?::([0-9]{1,5})?)?");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final int MOST_CHARS = 4_000;
    private static final int MOST_KEPT = 300;

    private final List<Pattern> ways;
    private final List<String> hosts;

    private PageAddresses(List<Pattern> ways, List<String> hosts) {
        this.ways = ways;
        this.hosts = hosts;
    }

    /** What the options of a mapping say; without them nothing is left out. */
    public static PageAddresses of(JsonNode options) {
        return new PageAddresses(
                texts(options.path("wayParameters")).stream()
                        .map(PageAddresses::wayOf)
                        .toList(),
                texts(options.path("hostVariants")));
    }

    private static Pattern wayOf(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String named = Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^=]*"));
        String value = equals < 0 ? "(=.*)?" : "=" + Pattern.quote(text.substring(equals + 1));
        return Pattern.compile(named + value, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText().strip()));
        return texts;
    }

    /** True of an absolute address of http or https. */
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text.strip()).matches();
    }

    /**
     * Without scheme, variant of the host, default port, last slash and what tells the way to the page; parameters are
     * sorted. A fragment stays only where it names the page ({@code #/post/1}, {@code #!post}). A text that is no address
     * of http or https stays as it is. Empty for the start page of a site, which is no page of anything.
     */
    public Optional<String> same(String text) {
        String plain = text.strip().replace("&amp;", "&");
        Matcher address = ADDRESS.matcher(plain);
        if (plain.length() > MOST_CHARS || !address.matches()) {
            return Optional.of(text.strip());
        }
        Matcher host = HOST.matcher(address.group(2));
        if (!host.matches()) {
            return Optional.of(text.strip());
        }
        boolean isTls = address.group(1).equalsIgnoreCase("https");
        String port = host.group(2) == null || host.group(2).equals(isTls ? "443" : "80") ? "" : ":" + host.group(2);
        String path = escaped(address.group(3)).replaceFirst("/+$", "");
        String query = queryOf(address.group(4));
        String fragment = address.group(5) == null ? "" : address.group(5);
        boolean isOfThePage = fragment.startsWith("#/") || fragment.startsWith("#!");
        String rest = path + query + (isOfThePage && fragment.length() > 2 ? escaped(fragment) : "");
        return rest.isEmpty() ? Optional.empty() : Optional.of(bounded(siteOf(host.group(1)) + port + rest));
    }

    /** A long one ends in a digest, as what is cut off could name another page. */
    private static String bounded(String address) {
        return address.length() <= MOST_KEPT
                ? address
                : address.substring(0, MOST_KEPT) + "#" + Digest.sha256(address.getBytes(StandardCharsets.UTF_8));
    }

    private String siteOf(String host) {
        String site = ascii(host.toLowerCase(Locale.ROOT));
        for (String variant : hosts) {
            if (site.startsWith(variant) && site.indexOf('.', variant.length()) > 0) {
                return site.substring(variant.length());
            }
        }
        return site;
    }

    private static String ascii(String host) {
        try {
            return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    private String queryOf(@Nullable String given) {
        if (given == null) {
            return "";
        }
        String query = Arrays.stream(given.substring(1).split("&"))
                .filter(parameter -> !parameter.isEmpty()
                        && ways.stream().noneMatch(way -> way.matcher(parameter).matches()))
                .map(PageAddresses::escaped)
                .sorted()
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    /** Escapes in one form: none for letters, digits and {@code -._~}, capital digits in all others, one for what is not ASCII. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        Matcher escape = ESCAPE.matcher(text);
        int at = 0;
        while (escape.find()) {
            appendRaw(out, text.substring(at, escape.start()));
            int code = Integer.parseInt(escape.group(1), 16);
            boolean isPlain = code < 0x80 && (Character.isLetterOrDigit(code) || "-._~".indexOf(code) >= 0);
            out.append(isPlain ? String.valueOf((char) code) : escape.group().toUpperCase(Locale.ROOT));
            at = escape.end();
        }
        appendRaw(out, text.substring(at));
        return out.toString();
    }

    private static void appendRaw(StringBuilder out, String raw) {
        for (byte one : raw.getBytes(StandardCharsets.UTF_8)) {
            if (one > ' ' && one < 0x7F) {
                out.append((char) one);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", one & 0xFF));
            }
        }
    }
}
