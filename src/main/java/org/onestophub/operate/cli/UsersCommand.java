package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code users}: the accounts of the console; with a key of the role users. */
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description =
                "Accounts of the console: list, new, password, disable, enable, end-sessions. Needs a key of the role users.",
        synopsisSubcommandLabel = "[list | new | password | disable | enable | end-sessions]")
public final class UsersCommand implements Callable<Integer> {

    static final String PATH = "/api/ops/v1/users";
    /** Names of local accounts, and with a colon those of people who are known elsewhere. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N}._:-]{0,78}[\\p{L}\\p{N}_])?");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Name one of list, new, password, disable, enable, end-sessions");
    }

    /**
     * {@code users list}.
     * @return 0
     */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the accounts.")
    int list(@Mixin HubAddress at, @Mixin Output out) {
        ListPrinter.show(
                out.screen(),
                at.hub().get(PATH, Map.of(), HubAddress.PATIENCE),
                "name",
                "subject",
                "rights",
                "institutions",
                "disabled",
                "mustChange",
                "lockedUntil",
                "lastLoginAt");
        return 0;
    }

    /**
     * {@code users new}: prints the first password, which is kept nowhere.
     * @return 0
     */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = "Makes an account and prints its first password, which is shown only now.")
    int make(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(paramLabel = "name", description = "Lower-case letters, digits, . _ and -.") String name,
            @Option(
                            names = "--right",
                            required = true,
                            split = ",",
                            description =
                                    "view, content, operate, configure, audit, erase, discipline; more than once or with "
                                            + "commas.")
                    List<String> rights,
            @Option(
                            names = "--institution",
                            split = ",",
                            description = "Credit code of an institution it sees; without this option it sees all.")
                    @Nullable
                    List<String> institutions) {
        ObjectNode user = HubClient.JSON.createObjectNode().put("name", name);
        rights.forEach(user.putArray("rights")::add);
        if (institutions != null) {
            institutions.forEach(user.putArray("institutions")::add);
        }
        return show(out, at.hub().post(PATH, user, HubAddress.PATIENCE));
    }

    /**
     * {@code users password}: prints a new password, which is kept nowhere.
     * @return 0
     */
    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description =
                    "Gives an account a new password, ends its sessions and opens it again if it was disabled or locked.")
    int password(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return show(out, at.hub().post(PATH + "/" + checked(spec, name) + "/password", null, HubAddress.PATIENCE));
    }

    /**
     * {@code users disable}.
     * @return 0
     */
    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Lets nobody log in with an account, and ends its sessions.")
    int disable(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return done(at, out, name, "disable");
    }

    /**
     * {@code users enable}.
     * @return 0
     */
    @Command(
            name = "enable",
            mixinStandardHelpOptions = true,
            description = "Lets a person log in again who was disabled or locked.")
    int enable(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return done(at, out, name, "enable");
    }

    /**
     * {@code users end-sessions}.
     * @return 0
     */
    @Command(
            name = "end-sessions",
            mixinStandardHelpOptions = true,
            description = "Ends the sessions of an account; who may log in can do so again.")
    int endSessions(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "name") String name) {
        return done(at, out, name, "end-sessions");
    }

    private int done(HubAddress at, Output out, String name, String what) {
        at.hub().post(PATH + "/" + checked(spec, name) + "/" + what, null, HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("name", name).put("done", what), "Done.");
        return 0;
    }

    private static int show(Output out, JsonNode answer) {
        out.screen()
                .done(
                        answer,
                        "Password of " + answer.path("name").asText()
                                + ", shown only now, to be changed at the first login: "
                                + answer.path("password").asText());
        return 0;
    }

    /** It becomes part of an address. */
    static String checked(CommandSpec spec, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "name: use the name that users list shows");
        }
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
