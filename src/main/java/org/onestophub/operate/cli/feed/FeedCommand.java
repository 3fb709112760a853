package org.onestophub.operate.cli.feed;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.cli.HubAddress;
import org.onestophub.operate.cli.HubClient;
import org.onestophub.operate.cli.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code feed}: reads the district's feed. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = "Reads the district's feed.",
        synopsisSubcommandLabel = "(pull | sync)")
public final class FeedCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: feed pull or feed sync");
    }

    /**
     * {@code feed pull}: appends all events behind the cursor to a file. The cursor is kept after the events are on the
     * disk, so a pull that was killed repeats at most its last page; the {@code id} of an event
     * shows a repeat.
     * @return 0
     */
    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description = {
                "Appends the events behind the cursor to a file, one JSON a line, and keeps the new cursor.",
                "A pull that was killed goes on where the file ends. The key needs the role district."
            })
    int pull(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Option(names = "--to", required = true, paramLabel = "file", description = "NDJSON file to append to.")
                    Path to,
            @Option(
                            names = "--cursor-file",
                            required = true,
                            paramLabel = "file",
                            description = "Where the cursor is kept.")
                    Path cursorFile,
            @Option(names = "--limit", defaultValue = "200", description = "Events a page.") int limit)
            throws IOException {
        long count;
        try (RunLock lock = RunLock.on(cursorFile.resolveSibling(cursorFile.getFileName() + ".lock"));
                FeedFile file = FeedFile.open(to, cursorFile)) {
            count = file.pull(address.hub(), limit);
        }
        output.screen().done(HubClient.JSON.createObjectNode().put("events", count), count + " event(s).");
        return 0;
    }

    /**
     * {@code feed sync}: keeps all complaints of the feed in a folder, and warnings if the key's profile has them, and proves that
     * none is missing: a snapshot if the folder is empty, then the events behind the cursor. It may be killed anywhere; the next run goes on.
     * @return 0; 1 if a day does not add up
     */
    @Command(
            name = "sync",
            mixinStandardHelpOptions = true,
            description = {
                "Keeps all complaints of the feed in a folder: events.ndjson, complaints.ndjson and complaints.csv; "
                        + "warnings.ndjson and warnings.csv too if the key's profile has warnings.",
                "Proves every day by count and digest, and confirms what it keeps. A run that was killed goes on. "
                        + "The key needs the role district. Exit code 1: a day does not add up."
            })
    int sync(
            @Mixin Output output,
            @Mixin HubAddress address,
            @Option(names = "--folder", required = true, paramLabel = "folder", description = "Where all is kept.")
                    Path folder,
            @Option(
                            names = "--rejects",
                            paramLabel = "file",
                            description = "Lines number,code,reason of what could not be processed; sent to the hub.")
                    @Nullable
                    Path rejects,
            @Option(names = "--limit", defaultValue = "200", description = "Events a page.") int limit)
            throws IOException {
        FeedSync.Result result = new FeedSync(address.hub(), folder, limit).run(rejects);
        output.screen()
                .done(
                        result.json(),
                        result.events() + " event(s), " + result.complaints() + " complaint(s), " + result.warnings()
                                + " warning(s), " + result.days() + " day(s) compared, " + result.different()
                                + " different.");
        return result.different() == 0 ? 0 : 1;
    }
}
