package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code views}: the filters of lists that people of the console keep; with a key of the role users. */
@Command(
        name = "views",
        mixinStandardHelpOptions = true,
        description =
                "Filters that a person of the console keeps: list, save, change, remove. Needs a key of the role users.",
        synopsisSubcommandLabel = "[list | save | change | remove]")
public final class ViewsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Name one of list, save, change, remove");
    }

    /**
     * {@code views list}.
     * @return 0
     */
    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists what a person keeps.")
    int list(@Mixin HubAddress at, @Mixin Output out, @Parameters(paramLabel = "person") String person) {
        ListPrinter.show(
                out.screen(),
                at.hub().get(path(person), Map.of(), HubAddress.PATIENCE),
                "id",
                "list",
                "name",
                "filter",
                "first",
                "changedAt");
        return 0;
    }

    /**
     * {@code views save}: keeps a filter; one of the same list and name is replaced.
     * @return 0
     */
    @Command(
            name = "save",
            mixinStandardHelpOptions = true,
            description = "Keeps a filter for a person; one of the same list and name is replaced.")
    int save(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(
                            names = "--list",
                            defaultValue = "complaints",
                            description =
                                    "complaints, alarms, warnings, quarantine, deliveries or access-log; default: complaints.")
                    String list,
            @Option(
                            names = "--filter",
                            paramLabel = "name=value",
                            description = "A parameter of the list's page, such as due=overdue; more than once.")
                    @Nullable
                    Map<String, String> filter,
            @Parameters(index = "0", paramLabel = "person") String person,
            @Parameters(index = "1", paramLabel = "name", description = "What it is called.") String name) {
        ObjectNode view = HubClient.JSON.createObjectNode().put("list", list).put("name", name);
        ObjectNode values = view.putObject("filter");
        if (filter != null) {
            filter.forEach(values::put);
        }
        out.screen().done(at.hub().post(path(person), view, HubAddress.PATIENCE), "Kept.");
        return 0;
    }

    /**
     * {@code views change}: another name, or the page after the login.
     * @return 0
     */
    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "Gives a view another name, or makes it the page after the login.")
    int change(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Option(names = "--name", description = "The new name.") @Nullable String name,
            @Option(
                            names = "--first",
                            negatable = true,
                            description = "The person begins with it; --no-first: no longer.")
                    @Nullable
                    Boolean first,
            @Parameters(index = "0", paramLabel = "person") String person,
            @Parameters(index = "1", paramLabel = "id", description = "Number of the view.") long id) {
        ObjectNode change = HubClient.JSON.createObjectNode().put("name", name).put("first", first);
        at.hub().post(path(person) + "/" + id, change, HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("id", id).put("done", "change"), "Done.");
        return 0;
    }

    /**
     * {@code views remove}.
     * @return 0
     */
    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes a view.")
    int remove(
            @Mixin HubAddress at,
            @Mixin Output out,
            @Parameters(index = "0", paramLabel = "person") String person,
            @Parameters(index = "1", paramLabel = "id", description = "Number of the view.") long id) {
        at.hub().delete(path(person) + "/" + id, Map.of(), HubAddress.PATIENCE);
        out.screen().done(HubClient.JSON.createObjectNode().put("id", id).put("done", "remove"), "Removed.");
        return 0;
    }

    private String path(String person) {
        return UsersCommand.PATH + "/" + UsersCommand.checked(spec, person) + "/views";
    }
}
