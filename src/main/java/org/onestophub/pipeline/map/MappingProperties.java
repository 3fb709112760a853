package org.onestophub.pipeline.map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of mappings beside their files.
 *
 * @param pseudonymSecret key of the function {@code pseudonym}, at least 24 characters; hubs that share it give the same
 *     person the same pseudonym. Without it there are no pseudonyms
 */
@ConfigurationProperties("hub.mapping")
public record MappingProperties(@DefaultValue("") String pseudonymSecret) {

    /** Shorter keys can be guessed from a known identity card. */
    private static final int MIN_SECRET = 24;

    /** True if there is no secret, or one that is long enough. */
    boolean isUsable() {
        return pseudonymSecret.isEmpty() || pseudonymSecret.length() >= MIN_SECRET;
    }

    /** Without the secret, which must not appear in a log or a description of settings. */
    @Override
    public String toString() {
        return "MappingProperties[]";
    }
}
