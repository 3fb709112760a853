package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code channels}: how every channel is, testing the connection of one, and switching one on and off. */
@Command(
        name = "channels",
        mixinStandardHelpOptions = true,
        description = "How every channel is; tests, starts and stops one, gives one a new password.",
        synopsisSubcommandLabel = "[test | start | stop | password]")
public final class ChannelsCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/channels";

    /** The hub ends a test after half a minute. */
    private static final Duration TEST_PATIENCE = Duration.ofSeconds(60);

    /** Two tests. */
    private static final Duration PASSWORD_PATIENCE = TEST_PATIENCE.multipliedBy(2);

    @Mixin
    private Output output;

    @Mixin
    private HubAddress address;

    @Override
    public Integer call() {
        ListPrinter.show(
                output.screen(),
                address.hub().get(PATH, Map.of(), HubAddress.PATIENCE),
                "name",
                "enabled",
                "state",
                "reason",
                "lastSuccessAt",
                "lastErrorAt",
                "lastErrorCode",
                "edited",
                "polledBy");
        return 0;
    }

    /**
     * {@code channels test}: step by step; no input is taken.
     * @return 0 if no step failed, else 1
     */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Tries the connection of a channel step by step; takes no input.")
    int test(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "name", description = "The channel.") String name) {
        return StepPrinter.show(
                out, at.hub().post(PATH + "/" + PathNames.checked(name) + "/test", null, TEST_PATIENCE));
    }

    /**
     * {@code channels start}.
     * @return 0
     */
    @Command(name = "start", mixinStandardHelpOptions = true, description = "Starts a channel.")
    int start(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return move(at, out, name, "start");
    }

    /**
     * {@code channels stop}.
     * @return 0
     */
    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Stops a channel until it is started again, also over a restart of the hub.")
    int stop(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return move(at, out, name, "stop");
    }

    /**
     * {@code channels password}: tried at the server before it is used.
     * @return 0 if the channel uses it now, else 1
     */
    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "Gives a channel the new password of its account; the server must take it first.")
    int password(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(index = "0", paramLabel = "name", description = "The channel.") String name,
            @Parameters(index = "1", paramLabel = "file", description = "A file with the new password in it.")
                    Path file)
            throws IOException {
        JsonNode change = at.hub()
                .post(
                        PATH + "/" + PathNames.checked(name) + "/password",
                        HubClient.JSON
                                .createObjectNode()
                                .put("password", SecretFile.read(file).replaceFirst("\\R\\z", "")),
                        PASSWORD_PATIENCE);
        boolean changed = change.path("changed").asBoolean();
        if (out.screen().isJson()) {
            out.screen().json(change);
        } else {
            StepPrinter.show(out, change.path("test"));
            out.screen().line(changed ? "The channel uses the new password." : "Nothing was changed.");
        }
        return changed ? 0 : 1;
    }

    private static int move(HubAddress at, Output out, String name, String verb) {
        at.hub().post(PATH + "/" + PathNames.checked(name) + "/" + verb, null, HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("channel", name).put("done", verb), "Done.");
        return 0;
    }
}
