package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code alerts}: what is wrong now, who deals with it, and what is not sent for a while. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "What is wrong now: list, take, mute, unmute.",
        synopsisSubcommandLabel = "[list | take | mute | mutes | unmute]")
public final class AlertsCommand implements Runnable {

    private static final String PATH = "/api/ops/v1/alerts";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name one of list, take, mute, mutes, unmute");
    }

    /**
     * {@code alerts list}.
     * @return 0
     */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists open alerts, oldest first.")
    int list(@Mixin HubAddress at, @Mixin Output out) {
        ListPrinter.show(
                out.screen(),
                answer(at).path("open"),
                "id",
                "condition",
                "subject",
                "code",
                "amount",
                "raisedAt",
                "acknowledgedBy",
                "mutedUntil",
                "page");
        return 0;
    }

    /**
     * {@code alerts take}: a second time changes nothing.
     * @return 0
     */
    @Command(name = "take", mixinStandardHelpOptions = true, description = "Notes that you deal with an alert.")
    int take(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "id") long id) {
        at.hub().post(PATH + "/" + id + "/acknowledge", null, HubAddress.PATIENCE);
        return done(out, id, "take");
    }

    /**
     * {@code alerts mute}: a second time moves the end.
     * @return 0
     */
    @Command(
            name = "mute",
            mixinStandardHelpOptions = true,
            description = {
                "Sends nothing of an open alert until a time, 30 days ahead at most; it is still listed.",
                "A second time moves the end. What still holds then is sent."
            })
    int mute(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(
                            names = "--until",
                            required = true,
                            description = "ISO 8601 with offset, such as 2026-12-01T08:00+08:00.")
                    OffsetDateTime until,
            @Option(names = "--reason", required = true, description = "Why, at most 200 characters.") String reason,
            @Parameters(paramLabel = "id", description = "Number of the alert.") long id) {
        ObjectNode mute = HubClient.JSON
                .createObjectNode()
                .put("until", until.toInstant().toString())
                .put("reason", reason);
        out.screen().done(at.hub().post(PATH + "/" + id + "/mute", mute, HubAddress.PATIENCE), "Muted.");
        return 0;
    }

    /**
     * {@code alerts mutes}.
     * @return 0
     */
    @Command(name = "mutes", mixinStandardHelpOptions = true, description = "Lists what is muted, and until when.")
    int mutes(@Mixin HubAddress at, @Mixin Output out) {
        ListPrinter.show(
                out.screen(), answer(at).path("mutes"), "id", "condition", "subject", "until", "reason", "by", "at");
        return 0;
    }

    /**
     * {@code alerts unmute}: a second time changes nothing.
     * @return 0
     */
    @Command(name = "unmute", mixinStandardHelpOptions = true, description = "Ends a mute; what still holds is sent.")
    int unmute(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "id", description = "Number of the mute, as alerts mutes shows it.") long id) {
        at.hub().delete(PATH + "/mutes/" + id, Map.of(), HubAddress.PATIENCE);
        return done(out, id, "unmute");
    }

    private static JsonNode answer(HubAddress at) {
        return at.hub().get(PATH, Map.of(), HubAddress.PATIENCE);
    }

    private static int done(Output out, long id, String what) {
        out.screen().done(HubClient.JSON.createObjectNode().put("id", id).put("done", what), "Done.");
        return 0;
    }
}
