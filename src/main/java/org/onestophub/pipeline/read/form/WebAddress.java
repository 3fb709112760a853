package org.onestophub.pipeline.read.form;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses of pages of the web, so written that the same page has the same text. */
final class WebAddress {

    /** Parameters that say how somebody came to the page, not which page it is. */
    private static final Pattern WAY = Pattern.compile(
            "(utm_[a-z_]{1,30}|spm|fbclid|gclid|share_(source|medium|from|plat|tag|times|token))(=.*)?"
                    + "|from=(timeline|singlemessage|groupmessage)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private WebAddress() {}

    /**
     * Without scheme, {@code www.} and {@code m.}, default port, fragment, last slash and what describes the way to the page;
     * parameters are sorted. A text that is no address of http or https stays as it is.
     */
    static String same(String text) {
        URI address;
        try {
            address = new URI(text.strip());
        } catch (URISyntaxException e) {
            return text.strip();
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            return text.strip();
        }
        String host = address.getHost().toLowerCase(Locale.ROOT).replaceFirst("^(www|m)\\.(?=.+\\.)", "");
        boolean isUsual = address.getPort() < 0 || address.getPort() == (scheme.equals("https") ? 443 : 80);
        String path = address.getRawPath() == null ? "" : address.getRawPath().replaceFirst("/+$", "");
        String query = address.getRawQuery() == null
                ? ""
                : Arrays.stream(address.getRawQuery().split("&"))
                        .filter(parameter ->
                                !parameter.isEmpty() && !WAY.matcher(parameter).matches())
                        .sorted()
                        .collect(Collectors.joining("&"));
        return host + (isUsual ? "" : ":" + address.getPort()) + path + (query.isEmpty() ? "" : "?" + query);
    }
}
