package org.onestophub;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the hub lives and whose it is.
 *
 * @param home folder of everything the hub keeps: database, broker journal, blobs, inboxes
 * @param configDir folder that holds routes/, connectors/ and mappings/
 * @param zone IANA zone of the hospital; local times in files are read in it
 * @param institution the hospital
 */
@Validated
@ConfigurationProperties("hub")
public record HubProperties(
        @NotNull @DefaultValue("./data") Path home,
        @NotNull @DefaultValue(".") Path configDir,
        @NotNull @DefaultValue("Asia/Shanghai") ZoneId zone,
        @NotNull @Valid @DefaultValue Institution institution) {

    /**
     * The hospital.
     *
     * @param uscc unified social credit code, 18 characters; empty if not told
     * @param name its name
     */
    public record Institution(
            @NotNull @Size(max = 18) @DefaultValue("") String uscc,
            @NotNull @Size(max = 200) @DefaultValue("") String name) {}
}
