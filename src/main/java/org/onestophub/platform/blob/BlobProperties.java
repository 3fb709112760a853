package org.onestophub.platform.blob;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where large inputs are kept.
 *
 * @param folder a folder that every hub on the database sees, for example on NFS; empty: in the database if that is an
 *     external one, else under {@code hub.home}/blobs
 */
@Validated
@ConfigurationProperties("hub.blobs")
public record BlobProperties(
        @NotNull @Size(max = 1000) @DefaultValue("") String folder) {

    /** True if hubs share a folder for large inputs. */
    public boolean isFolder() {
        return !folder.isBlank();
    }

    /** The shared folder, absolute; only if there is one. */
    Path path() {
        return Path.of(folder).toAbsolutePath().normalize();
    }
}
