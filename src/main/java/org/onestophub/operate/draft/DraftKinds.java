package org.onestophub.operate.draft;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Input;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Kind;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Target;
import org.onestophub.complaint.contract.configuration.MappingEntry;
import org.onestophub.complaint.contract.configuration.MappingWorkbench;

/** The kinds of systems that can be drafted, as their connectors describe them. */
final class DraftKinds {

    private static final Set<String> OF_FILES =
            Set.of("scan", "letter-pages", "cdr-csv", "sheet", "json-lines", "mime", "register");

    /** Lanes of inputs that take a while each. */
    private static final Set<String> SLOW = Set.of("slow", "pages");

    /** In the order of the page. */
    private static final List<Source> SOURCES = List.of(
            new Source("imap-mailbox-source", Set.of("mime"), "email", "accept"),
            new Source(Drafts.PUSH, Set.of("json"), "", "answer"),
            new Source("sftp-files-source", OF_FILES, "letter", "accept"),
            new Source("ftps-files-source", OF_FILES, "letter", "accept"),
            new Source("ftp-files-source", OF_FILES, "letter", "accept"),
            new Source("folder-files-source", OF_FILES, "letter", "accept"),
            new Source("mllp-listener-source", Set.of("hl7-adt"), "patient-adt", "answer"));

    /**
     * What the hub knows of a kind beside its connector's description.
     *
     * @param connector its name
     * @param readers the readers that its mapping may have
     * @param mapping what a draft begins with; empty for a mapping of its own
     * @param method of RECEIVE: {@code accept}, or {@code answer} if the sender waits for one
     */
    record Source(String connector, Set<String> readers, String mapping, String method) {}

    private final Path configDir;
    private final MappingWorkbench bench;

    DraftKinds(Path configDir, MappingWorkbench bench) {
        this.configDir = configDir;
        this.bench = bench;
    }

    List<Kind> all() {
        return SOURCES.stream().map(source -> named(source.connector())).toList();
    }

    static boolean isOne(String name) {
        return SOURCES.stream().anyMatch(source -> source.connector().equals(name));
    }

    static Source source(String name) {
        return SOURCES.stream()
                .filter(source -> source.connector().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Kind named(String name) {
        KameletForm form = KameletForm.of(configDir, name);
        boolean isPush = name.equals(Drafts.PUSH);
        Source source = source(name);
        return new Kind(
                name,
                form.title(),
                form.description(),
                isPush ? List.of() : form.inputs(),
                mappings(entry -> source.readers().contains(entry.reader())),
                source.readers().equals(OF_FILES),
                isPush,
                targets(name),
                source.readers().equals(OF_FILES) ? dialects() : List.of());
    }

    /** What a mapping of its own is made of; empty if a draft of that kind has none. */
    static List<Target> targets(String kind) {
        if (kind.equals(Drafts.PUSH)) {
            return DialectText.TARGETS;
        }
        return source(kind).readers().equals(OF_FILES) ? CallText.TARGETS : List.of();
    }

    /** The makes of telephone systems that the configuration knows. */
    private List<String> dialects() {
        String end = ".yaml";
        String[] files = configDir
                .resolve("mappings")
                .resolve(CallText.LENDER)
                .resolve("dialects")
                .toFile()
                .list((folder, name) -> name.endsWith(end));
        return files == null
                ? List.of()
                : Stream.of(files)
                        .map(name -> name.substring(0, name.length() - end.length()))
                        .sorted()
                        .toList();
    }

    /** Whether a trial of the mapping takes long. */
    boolean isSlow(String mapping) {
        return mappings(entry -> SLOW.contains(entry.lane())).contains(mapping);
    }

    private List<String> mappings(Predicate<MappingEntry> which) {
        return bench.mappings().stream()
                .filter(entry -> entry.direction().equals("in") && which.test(entry))
                .map(MappingEntry::name)
                .toList();
    }

    /** The value that says whom to trust; empty if there is none. */
    String trustOf(String kind) {
        return named(kind).inputs().stream()
                .filter(Input::isTrust)
                .map(Input::name)
                .findFirst()
                .orElse("");
    }

    List<String> secretsOf(String kind) {
        return named(kind).inputs().stream()
                .filter(Input::secret)
                .map(Input::name)
                .toList();
    }
}
