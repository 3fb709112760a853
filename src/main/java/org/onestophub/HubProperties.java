package org.onestophub;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Folders of the hub, and the hospital it belongs to. Folders are bound as text: Spring would take a relative path as inside the
 * web server's own folder.
 */
@Validated
@ConfigurationProperties("hub")
public final class HubProperties {

    /** Folder of everything the hub keeps: database, broker journal, blobs, inboxes. The launcher sets data/ in its installation. */
    private final Path home;

    /** Folder that holds routes/, connectors/ and mappings/. The launcher sets the folder of its installation. */
    private final Path configDir;

    /** IANA zone of the hospital; local times in files are read in it. */
    private final ZoneId zone;

    @Valid
    private final Institution institution;

    /**
     * As bound from the settings.
     *
     * @param home folder of everything the hub keeps: database, broker journal, blobs, inboxes
     * @param configDir folder that holds routes/, connectors/ and mappings/
     * @param zone IANA zone of the hospital; local times in files are read in it
     * @param institution the hospital
     */
    @ConstructorBinding
    public HubProperties(
            @DefaultValue("./data") String home,
            @DefaultValue(".") String configDir,
            @DefaultValue("Asia/Shanghai") ZoneId zone,
            @DefaultValue Institution institution) {
        this(Path.of(home), Path.of(configDir), zone, institution);
    }

    /** The same with paths. */
    public HubProperties(Path home, Path configDir, ZoneId zone, Institution institution) {
        this.home = home;
        this.configDir = configDir;
        this.zone = zone;
        this.institution = institution;
    }

    /** Folder of everything the hub keeps. */
    public Path home() {
        return home;
    }

    /** Folder that holds routes/, connectors/ and mappings/. The launcher sets the folder of its installation. */
    public Path configDir() {
        return configDir;
    }

    /** Zone of the hospital. */
    public ZoneId zone() {
        return zone;
    }

    /** The hospital. */
    public Institution institution() {
        return institution;
    }

    /**
     * The hospital.
     *
     * @param uscc unified social credit code, 18 characters; empty if not set
     * @param name its name
     */
    public record Institution(
            @NotNull @Size(max = 18) @DefaultValue("") String uscc,
            @NotNull @Size(max = 200) @DefaultValue("") String name) {}
}
