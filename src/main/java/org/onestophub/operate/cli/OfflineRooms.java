package org.onestophub.operate.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.FolderCheck;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.loop.alarm.AlarmFolderCheck;
import org.onestophub.loop.duty.DutyFolderCheck;
import org.onestophub.loop.register.RegisterFolderCheck;
import org.onestophub.loop.report.ReportFolderCheck;
import org.onestophub.loop.status.StatusFolderCheck;
import org.onestophub.loop.warning.WarningFolderCheck;
import org.onestophub.pipeline.check.SchemaFolderCheck;
import org.onestophub.pipeline.map.FolderMappings;
import org.onestophub.pipeline.map.MappingFolderCheck;
import org.onestophub.pipeline.read.ReaderFolderCheck;
import org.onestophub.pipeline.read.ReaderSet;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.scan.SidecarPageText;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

/** What commands need of the hub where none runs: its settings, and rooms without Spring. */
public final class OfflineRooms {

    private OfflineRooms() {}

    /** The hub's settings as it would see them in this folder and with these variables; {@code name=value} on top. */
    public static ConfigurableEnvironment environment(List<String> settings) {
        return environment(settings, Map.of());
    }

    /** The same with more variables, which stand in for those of the same name. */
    static ConfigurableEnvironment environment(List<String> settings, Map<String, String> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        if (!variables.isEmpty()) {
            Map<String, Object> all = new LinkedHashMap<>(System.getenv());
            all.putAll(variables);
            environment
                    .getPropertySources()
                    .replace(
                            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            new SystemEnvironmentPropertySource(
                                    StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, all));
        }
        Map<String, Object> given = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            given.put(
                    equals < 0 ? setting : setting.substring(0, equals),
                    equals < 0 ? "" : setting.substring(equals + 1));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("given", given));
        ConfigurationPropertySources.attach(environment);
        new SpringApplicationJsonEnvironmentPostProcessor()
                .postProcessEnvironment(environment, new SpringApplication(OfflineRooms.class));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    /** The folder of routes/, connectors/ and mappings/: the one named; the one that the hub would take if it is null. */
    static Path configDir(@Nullable Path named, ConfigurableEnvironment environment) {
        return named == null
                ? Path.of(Binder.get(environment)
                        .bind("hub.config-dir", String.class)
                        .orElse("."))
                : named;
    }

    /** The clock of commands that need no hub. */
    public static Clock clock() {
        return Clock.systemUTC();
    }

    /** The rooms' own checks of a configuration folder; {@code scratch} is a folder for short-lived files. */
    public static List<FolderCheck> checks(Path scratch, Clock clock) {
        HubProperties hub = new HubProperties(
                scratch, Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", ""));
        ReadProperties bounds = new ReadProperties(
                new ReadProperties.Ocr("", "", Duration.ofSeconds(1), 1, 1, 70),
                new ReadProperties.Scan(DataSize.ofMegabytes(1), Duration.ofMinutes(1), 1, DataSize.ofMegabytes(256)));
        CodeLists lists = new CodeLists(scratch);
        ReaderSet readers = ReaderSet.with(
                hub,
                bounds,
                new SidecarPageText(),
                new ReadScratch(scratch.resolve("read")),
                clock,
                new FolderMappings(scratch, lists),
                new Registers(scratch, lists),
                lists);
        return List.of(
                new MappingFolderCheck(),
                new SchemaFolderCheck(),
                new ReaderFolderCheck(readers),
                new StatusFolderCheck(),
                new DutyFolderCheck(),
                new AlarmFolderCheck(),
                new ReportFolderCheck(),
                new RegisterFolderCheck(),
                new WarningFolderCheck());
    }
}
