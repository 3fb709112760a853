package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.onestophub.operate.config.OfflineCheck;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultWords;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check}: all faults in the files, without a hub. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at routes, connectors, mappings, code lists, schemas and the settings they name.",
            "Needs no hub. Exit status 0: sound, 1: faults, 2: usage."
        })
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Option(
            names = "--config-dir",
            description = "Folder that holds routes/, connectors/ and mappings/; default: the hub's.")
    private Path namedDir;

    @Option(names = "--set", paramLabel = "name=value", description = "A setting, as the hub would be given it.")
    private List<String> settings = List.of();

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "Variables of the hub's service, such as /etc/onestop-hub/hub.env.")
    private Path environmentFile;

    @Override
    public Integer call() throws IOException {
        if (environmentFile != null && !Files.isRegularFile(environmentFile)) {
            throw new ParameterException(spec.commandLine(), "--env-file: there is no such file");
        }
        ConfigurableEnvironment environment = OfflineRooms.environment(
                settings, environmentFile == null ? Map.of() : EnvironmentFile.read(environmentFile));
        Path configDir = OfflineRooms.configDir(namedDir, environment);
        if (!Files.isDirectory(configDir.resolve("routes"))) {
            throw new ParameterException(spec.commandLine(), "--config-dir: there is no folder routes/ in it");
        }
        Path scratch = Files.createTempDirectory("onestop-hub-");
        List<Fault> faults =
                OfflineCheck.faultsIn(configDir, environment, OfflineRooms.checks(scratch, OfflineRooms.clock()));
        Files.deleteIfExists(scratch);
        show(output.screen(), output.language(), faults);
        return faults.isEmpty() ? 0 : 1;
    }

    private static void show(Terminal screen, Language language, List<Fault> faults) {
        if (screen.isJson()) {
            ObjectNode answer = HubClient.JSON.createObjectNode();
            answer.set("faults", HubClient.JSON.valueToTree(faults));
            screen.json(answer);
            return;
        }
        faults.forEach(fault -> screen.line(lineOf(fault, language)));
        screen.line(language == Language.CHINESE ? chineseSum(faults.size()) : englishSum(faults.size()));
    }

    private static String englishSum(int faults) {
        return faults == 0 ? "No fault." : faults + " fault(s); docs/errors.md explains the codes.";
    }

    private static String chineseSum(int faults) {
        return faults == 0 ? "没有错误。" : "共 " + faults + " 处错误；代码说明见 docs/zh-CN/errors.md。";
    }

    private static String lineOf(Fault fault, Language language) {
        return fault.file() + (fault.line() > 0 ? ":" + fault.line() : "") + "  " + fault.code() + " "
                + Problem.ofCode(fault.code()).in(language).meaning()
                + (fault.message().isEmpty() ? "" : " [" + FaultWords.in(language, fault.message()) + "]");
    }
}
