package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
        description = "Accounts of the console: list, new, password, disable. Needs a key of the role users.",
        synopsisSubcommandLabel = "[list | new | password | disable]")
public final class UsersCommand implements Callable<Integer> {

    private static final String PATH = "/api/ops/v1/users";
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Name one of list, new, password, disable");
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
        ObjectNode user = HubClient.JSON.createObjectNode().put("name", checked(name));
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
        return show(out, at.hub().post(PATH + "/" + checked(name) + "/password", null, HubAddress.PATIENCE));
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
        at.hub().post(PATH + "/" + checked(name) + "/disable", null, HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("name", name).put("done", "disable"), "Done.");
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
    private String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(spec.commandLine(), "name: use a-z, 0-9, . _ and -, at most 40 characters");
        }
        return name;
    }
}
