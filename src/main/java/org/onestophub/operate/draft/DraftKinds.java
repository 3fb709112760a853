package org.onestophub.operate.draft;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Input;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Kind;
import org.onestophub.complaint.contract.configuration.MappingEntry;
import org.onestophub.complaint.contract.configuration.MappingWorkbench;

/** The kinds of systems that can be drafted, as their connectors describe them. */
final class DraftKinds {

    /** The reader that the mapping of a kind must have. */
    private static final Map<String, String> READERS = Map.of(Drafts.MAILBOX, "mime", Drafts.PUSH, "json");

    private final Path configDir;
    private final MappingWorkbench bench;

    DraftKinds(Path configDir, MappingWorkbench bench) {
        this.configDir = configDir;
        this.bench = bench;
    }

    List<Kind> all() {
        return List.of(named(Drafts.MAILBOX), named(Drafts.PUSH));
    }

    boolean isOne(String name) {
        return READERS.containsKey(name);
    }

    Kind named(String name) {
        KameletForm form = KameletForm.of(configDir, name);
        boolean isPush = name.equals(Drafts.PUSH);
        List<String> mappings = bench.mappings().stream()
                .filter(entry ->
                        entry.direction().equals("in") && entry.reader().equals(READERS.get(name)))
                .map(MappingEntry::name)
                .toList();
        return new Kind(name, form.title(), form.description(), isPush ? List.of() : form.inputs(), mappings, isPush);
    }

    List<String> secretsOf(String kind) {
        return named(kind).inputs().stream()
                .filter(Input::secret)
                .map(Input::name)
                .toList();
    }
}
