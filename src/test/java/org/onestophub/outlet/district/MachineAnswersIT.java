package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Receipt;
import org.onestophub.support.MailWalk;

/** Mails that machines answer, from their bytes to the district's feed; lines of a mail are separated by {@code |}. */
class MachineAnswersIT {

    private static final String PERSON = "From: jia@example.org|Subject: ward|";

    @Test
    void bounceOfACaseIsNeitherInTheFeedNorCounted(@TempDir Path home) {
        try (FeedRig rig = new FeedRig(home)) {
            MailWalk mails = new MailWalk(rig.cases);
            mails.receive(PERSON + "Message-ID: <1@example.org>", "The ward was cold.");
            Receipt bounce = mails.receive(
                    "From: MAILER-DAEMON@example.net|Subject: failure notice|Message-ID: <9@example.net>",
                    "could not be delivered\n<jia@example.org>:\n550 no\n--- copy\nIn-Reply-To: <1@example.org>");
            rig.number();

            Feed.Page page = rig.page(null, 10);

            assertThat(rig.cases.endOf(bounce)).isEqualTo("done appended");
            assertThat(rig.cases.events()).hasSize(2);
            assertThat(page.events()).hasSize(1);
            assertThat(page.events().get(0).at("/data/arrivals").asInt()).isEqualTo(1);

            mails.receive(PERSON + "Message-ID: <2@example.org>|In-Reply-To: <1@example.org>", "And loud.");
            rig.number();
            Feed.Page next = rig.page(page.next(), 10);

            assertThat(next.events()).hasSize(1);
            assertThat(next.events().get(0).at("/data/arrivals").asInt()).isEqualTo(2);
        }
    }
}
