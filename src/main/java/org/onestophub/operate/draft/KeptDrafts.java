package org.onestophub.operate.draft;

import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.onestophub.HubProperties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Drafts as they were given, with the files that are made of each anew whenever it changes. */
final class KeptDrafts {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final int LONGEST_ID = 40;

    private final HubProperties hub;
    private final DraftFolder folder;
    private final DraftTrials tries;
    private final Clock clock;

    KeptDrafts(HubProperties hub, DraftFolder folder, DraftTrials tries, Clock clock) {
        this.hub = hub;
        this.folder = folder;
        this.tries = tries;
        this.clock = clock;
    }

    Optional<DraftEntries> find(String id) {
        return isName(id) ? folder.given(id) : Optional.empty();
    }

    /** AC-103 if there is none. */
    DraftEntries given(String id) {
        return find(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    /** Whether a draft may have that name. */
    boolean isFree(String id) {
        return isName(id)
                && folder.given(id).isEmpty()
                && !isChannel(id)
                && !Files.exists(hub.configDir().resolve("mappings/" + id));
    }

    /** Whether the configuration has a channel of that name. */
    boolean isChannel(String id) {
        return Files.exists(hub.configDir().resolve("routes/in-" + id + ".yaml"));
    }

    private static boolean isName(String id) {
        return ID.matcher(id).matches() && id.length() <= LONGEST_ID;
    }

    /** Keeps what was given and writes the files anew. */
    void keep(String id, DraftEntries given) {
        folder.keep(id, given);
        SortedMap<String, byte[]> files = DraftFiles.ofRoute(id, given, hub.configDir());
        files.putAll(ofMapping(id, given));
        folder.keepFiles(id, files);
        Optional<byte[]> input = folder.input(id);
        if (given.mapping().isEmpty() && !given.choices().isEmpty() && input.isPresent()) {
            String problem = tries.addSample(id, given, input.get(), files);
            folder.keepFiles(id, files);
            folder.keep(id, given.withoutSample(problem));
        }
    }

    /** The files of its own mapping; none if it uses one that is there. */
    SortedMap<String, byte[]> ofMapping(String id, DraftEntries given) {
        return DraftFiles.ofMapping(id, given, LocalDate.ofInstant(clock.instant(), hub.zone()));
    }
}
