package org.onestophub.operate.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Kind;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Who fills in a form reads no other folder than those that the hub's administrator allows. */
class FolderRootsTest {

    private static final Kind FOLDER = kind("folder-files-source");
    private static final Kind LISTENER = kind("mllp-listener-source");

    @TempDir
    private Path home;

    private Path inbox;

    @BeforeEach
    void inbox() throws IOException {
        inbox = Files.createDirectories(home.resolve("inbox"));
    }

    @Test
    void inboxOfTheHubIsAllowedIfNothingElseIs() {
        FolderRoots roots = roots(List.of());

        assertThat(roots.hold(inbox.toString())).isTrue();
        assertThat(roots.hold(inbox.resolve("branch/a").toString())).isTrue();
        assertThat(roots.suggested(FOLDER, "branch"))
                .containsExactly(Map.entry("directory", inbox.resolve("branch").toString()));
    }

    @Test
    void otherFoldersAreNot() {
        FolderRoots roots = roots(List.of());

        assertThat(roots.hold(home.toString())).isFalse();
        assertThat(roots.hold(home.resolve("inbox-of-others").toString())).isFalse();
        assertThat(roots.hold("/etc")).isFalse();
        assertThat(roots.hold("inbox")).isFalse();
        assertThat(roots.hold(inbox + "/../secrets")).isFalse();
        assertThat(roots.hold(inbox + "/a/../b")).isFalse();
        assertThat(roots.hold("\u0000")).isFalse();
    }

    @Test
    void linkLeadsToWhereItPoints() throws IOException {
        Path share = Files.createDirectories(home.resolve("share"));
        Files.createSymbolicLink(inbox.resolve("scans"), share);
        Files.createSymbolicLink(inbox.resolve("later"), home.resolve("not-there"));

        assertThat(roots(List.of()).hold(inbox.resolve("scans").toString())).isFalse();
        assertThat(roots(List.of()).hold(inbox.resolve("scans/new").toString())).isFalse();
        assertThat(roots(List.of()).hold(inbox.resolve("later").toString())).isFalse();
        assertThat(roots(List.of(share)).hold(inbox.resolve("scans").toString()))
                .isTrue();
    }

    @Test
    void listReplacesTheInbox() throws IOException {
        Path share = Files.createDirectories(home.resolve("share"));
        FolderRoots roots = roots(List.of(share, home.resolve("not-mounted")));

        assertThat(roots.hold(inbox.toString())).isFalse();
        assertThat(roots.hold(share.resolve("letters").toString())).isTrue();
        assertThat(roots.hold(home.resolve("not-mounted/letters").toString())).isTrue();
    }

    @Test
    void valueThatLiesElsewhereIsNamed() {
        FolderRoots roots = roots(List.of());

        roots.check(FOLDER, Map.of("directory", " " + inbox.resolve("branch") + " "));
        roots.check(FOLDER, Map.of());
        assertThatThrownBy(() -> roots.check(FOLDER, Map.of("directory", "/etc")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem()).isEqualTo(Problem.REQUEST_INVALID);
                    assertThat(e.field()).isEqualTo("directory");
                });
    }

    @Test
    void fileOfThisMachineLiesWhereFoldersMay() {
        FolderRoots roots = roots(List.of());

        assertThat(roots.suggested(LISTENER, "his")).isEmpty();
        roots.check(
                LISTENER, Map.of("tls-key-file", inbox.resolve("tls/hub.key").toString()));
        for (String name : List.of("tls-certificate-file", "tls-key-file", "tls-senders-file")) {
            assertThatThrownBy(() -> roots.check(LISTENER, Map.of(name, "/etc/ssl/private/other.key")))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.field()).isEqualTo(name));
        }
    }

    private static Kind kind(String connector) {
        return new Kind(
                connector,
                "",
                "",
                KameletForm.of(Path.of("."), connector).inputs(),
                List.of(),
                true,
                false,
                List.of(),
                List.of());
    }

    private FolderRoots roots(List<Path> folders) {
        return new FolderRoots(new DraftProperties(folders), home);
    }
}
