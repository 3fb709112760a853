package org.onestophub.platform.store;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the ledger is kept.
 *
 * @param url JDBC URL of a PostgreSQL 14 or later; empty: the hub starts its own under {@code hub.home}/postgres
 * @param username database user; not used by the embedded database
 * @param password its password; not used by the embedded database
 * @param logins accounts besides the hub's own that may log in to the embedded database, without special rights; any
 *     other refuses the start (CH-212)
 * @param connections most connections at once, 4–100. 16 was the best of 1–64 measured for waiting writers
 */
@Validated
@ConfigurationProperties("hub.store")
public record StoreProperties(
        @NotNull @DefaultValue("") String url,
        @NotNull @DefaultValue("") String username,
        @NotNull @DefaultValue("") String password,
        @NotNull @DefaultValue Set<String> logins,
        @Min(4) @Max(100) @DefaultValue("16") int connections) {

    /** True if the hub starts its own PostgreSQL. */
    public boolean isEmbedded() {
        return url.isBlank();
    }
}
