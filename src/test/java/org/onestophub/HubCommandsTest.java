package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.onestophub.platform.access.SecretHash;

class HubCommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void settingsStartTheHubAndWordsAskForACommand() {
        assertThat(HubCommands.ask()).isFalse();
        assertThat(HubCommands.ask("--server.port=0", "--hub.home=x")).isFalse();
        assertThat(HubCommands.ask("keys", "new")).isTrue();
        assertThat(HubCommands.ask("kyes")).isTrue();
        assertThat(HubCommands.ask("--help")).isTrue();
    }

    @Test
    void newKeyIsPrintedOnceWithTheHashThatKnowsIt() {
        assertThat(run("keys", "new", "--name", "hotline", "--role", "hotline,status"))
                .isZero();

        Matcher secret = Pattern.compile("(?m)^  (osh_[A-Za-z0-9_-]{43})$").matcher(out.toString());
        assertThat(secret.find()).isTrue();
        assertThat(out.toString())
                .contains("hub.access.keys.hotline.secret="
                        + SecretHash.of(secret.group(1)).setting())
                .contains("hub.access.keys.hotline.roles=hotline,status");
    }

    @Test
    void twoKeysAreNeverTheSame() {
        run("keys", "new", "--name", "a", "--role", "ops");
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("keys", "new", "--name", "a", "--role", "ops");

        assertThat(out.toString()).isNotEqualTo(first);
    }

    @Test
    void versionIsTold() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("Onestop Hub").doesNotContain("null");
    }

    @Test
    void wrongUsageIsExitStatusTwo() {
        for (List<String> args : List.of(
                List.of("kyes"),
                List.of("keys"),
                List.of("keys", "new"),
                List.of("keys", "new", "--name", "a"),
                List.of("keys", "new", "--name", "A b", "--role", "ops"),
                List.of("keys", "new", "--name", "a", "--role", "king"))) {
            assertThat(run(args.toArray(String[]::new))).as("%s", args).isEqualTo(2);
        }
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isNotEmpty();
    }

    @Test
    void helpIsGivenAtEveryLevel() {
        assertThat(run("--help")).isZero();
        assertThat(run("keys", "--help")).isZero();
        assertThat(run("keys", "new", "--help")).isZero();
        assertThat(out.toString()).contains("--role", "keys");
    }

    private int run(String... args) {
        return HubCommands.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
