package org.onestophub.operate.cli.hotline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.onestophub.operate.cli.HubAddress;
import org.onestophub.operate.cli.HubClient;
import org.onestophub.operate.cli.Output;
import org.onestophub.operate.cli.Terminal;
import org.onestophub.problem.Language;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hotline}: what concerns the interface of hotline platforms. */
@Command(
        name = "hotline",
        mixinStandardHelpOptions = true,
        description = "The interface of hotline platforms.",
        synopsisSubcommandLabel = "conformance")
public final class HotlineCommand implements Runnable {

    private static final String ORDERS = "/api/hotline/v1/work-orders";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: hotline conformance");
    }

    /**
     * {@code hotline conformance}: plays a hotline platform against a hub and says what passed. Its orders carry no personal
     * data, say that they are a test, and are withdrawn at the end, so that they do not count.
     * @return 0 if everything passed, 1 if something did not
     */
    @Command(
            name = "conformance",
            mixinStandardHelpOptions = true,
            description = {
                "Plays a hotline platform against a running hub and prints what passed.",
                "The key needs the role of the path. The orders say that they are a test and are withdrawn at the end."
            })
    int conformance(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(
                            names = "--path",
                            defaultValue = ORDERS,
                            description =
                                    "Where orders are pushed; default ${DEFAULT-VALUE}. The door of a channel of your "
                                            + "own is /api/push/v1/<channel>.")
                    String path,
            @Option(
                            names = "--oversized-kb",
                            defaultValue = "1100",
                            description = "Size of an order that is too large; default ${DEFAULT-VALUE}.")
                    int oversizedKb,
            @Option(
                            names = "--slow-seconds",
                            defaultValue = "45",
                            description = "How long a body that never ends may stay; 0 leaves the check out; default "
                                    + "${DEFAULT-VALUE}.")
                    int slowSeconds) {
        if (oversizedKb < 1 || oversizedKb > 65_536 || slowSeconds < 0 || slowSeconds > 3_600) {
            throw new ParameterException(spec.commandLine(), "--oversized-kb: 1 to 65536; --slow-seconds: 0 to 3600");
        }
        HubAddress.Target target = at.target();
        List<ConformanceResult> results = new HotlineConformance(
                        new PlatformLine(target.url(), target.key(), path),
                        oversizedKb,
                        Duration.ofSeconds(slowSeconds))
                .run();
        show(out, results);
        return results.stream().allMatch(ConformanceResult::passed) ? 0 : 1;
    }

    private static void show(Output out, List<ConformanceResult> results) {
        Terminal screen = out.screen();
        boolean isChinese = out.language() == Language.CHINESE;
        long failed = results.stream().filter(result -> !result.passed()).count();
        if (screen.isJson()) {
            ObjectNode answer = HubClient.JSON.createObjectNode();
            ArrayNode list = answer.putArray("checks");
            results.forEach(result -> list.addObject()
                    .put("check", result.id())
                    .put("passed", result.passed())
                    .put("expected", result.expected())
                    .put("answered", result.answered()));
            screen.json(answer.put("failed", failed));
            return;
        }
        for (ConformanceResult result : results) {
            String verdict = verdictOf(result, isChinese);
            screen.line(verdict + "  " + result.id() + "  " + (isChinese ? result.zh() : result.en())
                    + (result.passed() ? "" : "  [" + result.expected() + " <> " + result.answered() + "]"));
        }
        screen.line(
                isChinese
                        ? "共 " + results.size() + " 项，未通过 " + failed + " 项。"
                        : results.size() + " checks, " + failed + " failed.");
    }

    private static String verdictOf(ConformanceResult result, boolean isChinese) {
        if (isChinese) {
            return result.passed() ? "通过" : "未通过";
        }
        return result.passed() ? "passed" : "FAILED";
    }
}
