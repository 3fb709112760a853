package org.onestophub;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    /** Names of other institutions that the hub serves, by their unified social credit code. */
    private final Map<String, String> institutions;

    /**
     * As bound from the settings.
     *
     * @param home folder of everything the hub keeps: database, broker journal, blobs, inboxes
     * @param configDir folder that holds routes/, connectors/ and mappings/
     * @param zone IANA zone of the hospital; local times in files are read in it
     * @param institution the hospital
     * @param institutions names of other institutions that the hub serves, by their unified social credit code
     */
    @ConstructorBinding
    public HubProperties(
            @Size(min = 1, max = 1000) @DefaultValue("./data") String home,
            @Size(min = 1, max = 1000) @DefaultValue(".") String configDir,
            @DefaultValue("Asia/Shanghai") ZoneId zone,
            @DefaultValue Institution institution,
            @Size(max = 1000) Map<@Size(min = 18, max = 18) String, @NotNull @Size(max = 200) String> institutions) {
        this(Path.of(home), Path.of(configDir), zone, institution, institutions);
    }

    /** False for no name, which would be the folder the hub was started in. */
    @AssertTrue(message = "hub.home must be a path of 1 to 1000 characters")
    boolean isHomeNamed() {
        return isName(home);
    }

    /** The same of the configuration. */
    @AssertTrue(message = "hub.config-dir must be a path of 1 to 1000 characters")
    boolean isConfigDirNamed() {
        return isName(configDir);
    }

    /** False for what is no code, and for a name that no page has room for. */
    @AssertTrue(
            message =
                    "hub.institutions must have a name of up to 200 characters for each code of 18 characters, 1000 at most")
    boolean isEachInstitutionNamed() {
        return institutions.size() <= 1000
                && institutions.entrySet().stream()
                        .allMatch(one ->
                                one.getKey().length() == 18 && one.getValue().length() <= 200);
    }

    private static boolean isName(Path path) {
        return !path.toString().isEmpty() && path.toString().length() <= 1000;
    }

    /** The same with paths, of a hub of one institution. */
    public HubProperties(Path home, Path configDir, ZoneId zone, Institution institution) {
        this(home, configDir, zone, institution, null);
    }

    private HubProperties(
            Path home,
            Path configDir,
            ZoneId zone,
            Institution institution,
            @Nullable Map<String, String> institutions) {
        this.home = home;
        this.configDir = configDir;
        this.zone = zone;
        this.institution = institution;
        Map<String, String> byCode = new HashMap<>();
        if (institutions != null) {
            // environment variables have lower case only
            institutions.forEach((code, name) -> byCode.put(code.toUpperCase(Locale.ROOT), name));
        }
        this.institutions = Map.copyOf(byCode);
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

    /** Names of other institutions that the hub serves, by their unified social credit code. */
    public Map<String, String> institutions() {
        return institutions;
    }

    /** The name of the institution of that code; empty if the settings have none. */
    public String nameOf(String uscc) {
        return uscc.equals(institution.uscc()) ? institution.name() : institutions.getOrDefault(uscc, "");
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
