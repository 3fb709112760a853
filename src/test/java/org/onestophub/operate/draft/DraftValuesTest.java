package org.onestophub.operate.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Kind;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A password goes only where it was given for, and only a change that is kept replaces it. */
class DraftValuesTest {

    private static final Kind MAILBOX = kind("imap-mailbox-source");
    private static final Kind SFTP = kind("sftp-files-source");
    private static final Map<String, String> OLD =
            Map.of("host", "mail.example.org", "username", "box", "password", "file:/old");

    private final List<String> kept = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "host,other.example.org",
        "port,1993",
        "protocol,imap",
        "start-tls-required,false",
        "certificate-file,/tmp/own.pem"
    })
    void passwordOfOneServerIsNotKeptForAnother(String name, String value) {
        Map<String, String> given = new java.util.TreeMap<>(Map.of("host", "mail.example.org", "username", "box"));
        given.put(name, value);

        assertThat(checked(given)).doesNotContainKey("password");
    }

    @Test
    void passwordIsNotKeptForAServerThatIsKnownByAnotherKey() {
        Map<String, String> given = Map.of("host", "files.example.org", "username", "scans");
        Map<String, String> old = new java.util.TreeMap<>(given);
        old.put("password", "file:/old");
        Map<String, String> other = new java.util.TreeMap<>(given);
        other.put("known-hosts-file", "/tmp/own");

        assertThat(DraftValues.checked(SFTP, old, given, (name, secret) -> "")).containsEntry("password", "file:/old");
        assertThat(DraftValues.checked(SFTP, old, other, (name, secret) -> "")).doesNotContainKey("password");
    }

    @Test
    void passwordStaysWhileTheServerStaysAndANewOneIsKeptAsTyped() {
        assertThat(checked(Map.of("host", "mail.example.org", "username", "other")))
                .containsEntry("password", "file:/old");
        assertThat(checked(Map.of("host", "mail.example.org", "port", "993", "username", "box")))
                .containsEntry("password", "file:/old");
        assertThat(checked(Map.of("host", "other.example.org", "password", " new ")))
                .containsEntry("password", "file:/new");
        assertThat(kept).containsExactly("password= new ");
    }

    @Test
    void refusedChangeKeepsNoPassword() {
        assertThatThrownBy(() -> checked(Map.of("password", "new", "port", "70000")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.REQUEST_INVALID));
        assertThatThrownBy(() -> checked(Map.of("password", "new", "unknown", "1")))
                .isInstanceOf(ProblemException.class);

        assertThat(kept).isEmpty();
    }

    private static Kind kind(String connector) {
        return new Kind(
                connector,
                "",
                "",
                KameletForm.of(Path.of("."), connector).inputs(),
                List.of("email"),
                true,
                false,
                List.of(),
                List.of());
    }

    private Map<String, String> checked(Map<String, String> given) {
        return DraftValues.checked(MAILBOX, OLD, given, (name, secret) -> {
            kept.add(name + "=" + secret);
            return "file:/new";
        });
    }
}
