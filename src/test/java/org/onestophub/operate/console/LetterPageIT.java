package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.operate.console.ConsolePerson.Page;
import org.onestophub.simulator.Papers;
import org.onestophub.support.Hospitals;
import org.onestophub.support.HubUnderTest;

/** The picture of a letter beside its text. */
class LetterPageIT {

    private final HubUnderTest hub = HubUnderTest.get();

    @Test
    void pageIsShownBesideItsTextToThoseWhoMayAndEachSightIsRecorded() throws IOException {
        byte[] letter = Papers.pdf("The picture beside the text.", "Test Lambda");
        hub.neighbours().drop("letters", "picture.pdf", letter);
        long id = hub.endOf(letter).receiptId();
        String page = "/console/inputs/" + id + "/pages/1";
        ConsolePerson person = ConsolePerson.loggedIn(hub, "letter-reader", List.of("view", "content"), List.of());
        ConsolePerson blind = ConsolePerson.loggedIn(hub, "letter-blind", List.of("view", "operate"), List.of());
        ConsolePerson foreign = ConsolePerson.loggedIn(
                        hub, "letter-foreign", List.of("view", "content"), List.of(Hospitals.code(3)))
                .withReason();

        assertThat(person.get(page + "/picture").body()).contains("CO-104");
        person.withReason();
        assertThat(blind.get(page).status()).isEqualTo(403);
        assertThat(blind.get(page + "/picture").status()).isEqualTo(403);
        assertThat(foreign.get(page).status()).isEqualTo(404);
        assertThat(foreign.get(page + "/picture").status()).isEqualTo(404);
        assertThat(person.get("/console/inputs/" + id).body()).contains(page + "\"");
        Page shown = person.get(page);
        assertThat(shown.body()).contains("The picture beside the text.", page + "/picture");
        assertThat(person.get("/console/inputs/" + id + "/pages/2").status()).isEqualTo(404);
        assertThat(person.get("/console/inputs/" + id + "/pages/2/picture").status())
                .isEqualTo(404);
        Page picture = person.get(page + "/picture");
        assertThat(picture.status()).isEqualTo(200);
        assertThat(picture.header("Content-Type")).isEqualTo("image/png");
        assertThat(picture.header("Cache-Control")).isEqualTo("no-store");
        assertThat(picture.header("X-Content-Type-Options")).isEqualTo("nosniff");

        assertThat(hub.jdbc()
                        .sql("select distinct action from access_log where key_name = '@letter-reader'"
                                + " and receipt_id = :id and reason is not null")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .contains("console-letter", "console-page");
    }

    @Test
    void inputThatIsNoLetterHasNoPages() {
        long id = ConsoleCases.receiptOf(hub, ConsoleCases.pushed(hub, "hotline", "不是信件"));
        ConsolePerson person = ConsolePerson.loggedIn(hub, "no-letter", List.of("view", "content"), List.of())
                .withReason();

        assertThat(person.get("/console/inputs/" + id + "/pages/1").status()).isEqualTo(404);
        assertThat(person.get("/console/inputs/" + id + "/pages/1/picture").status())
                .isEqualTo(404);
        assertThat(person.get("/console/inputs/" + id).body()).doesNotContain("/pages/1");
    }
}
