package org.onestophub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Receipt;
import org.onestophub.support.CaseRig;
import org.onestophub.support.MailWalk;

/** Which mails become one case, from their bytes to the book of cases; lines of a mail are separated by {@code |}. */
class MailCasesIT {

    @TempDir
    static Path home;

    private static CaseRig rig;
    private static MailWalk mails;

    @BeforeAll
    static void open() {
        rig = new CaseRig(home);
        mails = new MailWalk(rig);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.empty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: yi@example.net|Reply-To: jia@example.org",
                "From: yi@example.net|Reply-To: Yi <yi@example.net>, jia@example.org",
                "From: yi@example.net|Sender: jia@example.org",
                "From: yi@example.net|Resent-From: jia@example.org|Resent-Sender: jia@example.org",
                "From: yi@example.net|X-Original-From: jia@example.org",
                "From: yi@example.net|Return-Path: <jia@example.org>",
                "From: \"jia@example.org\" <yi@example.net>",
                "From: jia@example.org <yi@example.net>",
                "From: yi@example.net (jia@example.org)",
                "From: yi@example.net, jia@example.org",
                "From: jia@example.org, yi@example.net",
                "From: jia@example.org: yi@example.net;",
                "From: jia@example.org|From: yi@example.net",
                "From: yi@example.net|From: jia@example.org",
                "From: jia+a@example.org",
                "From: ji\u0430@example.org",
                "From: ji\u200ba@example.org",
                "From: \"jia@example.org\"@example.net",
                "From: ward@example.net|List-Post: <mailto:ward@example.net>|Reply-To: jia@example.org",
                "Reply-To: jia@example.org",
            })
    void strangerWhoAnswersAMailGetsACaseOfItsOwn(String headers) {
        Receipt first = mails.receive("From: 测试甲 <jia@example.org>|Message-ID: <1@example.org>", "我的投诉");
        Receipt stranger =
                mails.receive(headers + "|Message-ID: <2@example.net>|In-Reply-To: <1@example.org>", "words");
        Receipt byNumber =
                mails.receive(headers + "|Message-ID: <3@example.net>|Subject: Re: " + first.number(), "more words");

        assertThat(List.of(rig.endOf(stranger), rig.endOf(byNumber))).containsOnly("done new-case");
        assertThat(document(first).at("/complainant/emails")).hasSize(1);
        assertThat(document(first).path("arrivals")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: JIA@EXAMPLE.ORG",
                "From: 测试, 甲 <jia@example.org>",
                "From: \"jia@example.org\"",
                "From: \"jia\"@example.org",
                "From: jia@example.org|Reply-To: yi@example.net",
                "From: 测试甲|Sender: jia@example.org",
                "From: jia@example.org|List-Id: <ward.example.net>",
            })
    void authorWhoWritesAgainIsAppended(String headers) {
        Receipt first = mails.receive("From: 测试甲 <jia@example.org>|Message-ID: <1@example.org>", "我的投诉");
        Receipt reply = mails.receive(headers + "|Message-ID: <2@example.org>|In-Reply-To: <1@example.org>", "还有");
        Receipt byNumber =
                mails.receive(headers + "|Message-ID: <3@example.org>|Subject: Re: " + first.number(), "再补充");

        assertThat(List.of(rig.endOf(reply), rig.endOf(byNumber))).containsOnly("done appended");
        assertThat(document(first).at("/complainant/emails"))
                .noneMatch(mail -> mail.asText().contains("yi@"));
    }

    @Test
    void replyToIsAClaimWithItsSourceAndOpensNoDoorToItsOwner() {
        Receipt first =
                mails.receive("From: jia@example.org|Reply-To: yi@example.net|Message-ID: <1@example.org>", "我的投诉");
        Receipt owner = mails.receive("From: yi@example.net|In-Reply-To: <1@example.org>", "words");

        assertThat(rig.endOf(owner)).isEqualTo("done new-case");
        assertThat(document(first).at("/complainant/claims").toString())
                .contains("{\"kind\":\"mail\",\"value\":\"yi@example.net\",\"source\":\"/headers/replyTo/address\"}");
    }

    @Test
    void mailsOfSeveralWritersDoNotFindEachOther() {
        mails.receive("From: jia@example.org, yi@example.org|Message-ID: <1@example.org>", "我们的投诉");
        Receipt one = mails.receive("From: jia@example.org|In-Reply-To: <1@example.org>", "words");

        assertThat(rig.endOf(one)).isEqualTo("done new-case");
    }

    @Test
    void deskEntryOfTheComplainantsAddressLetsTheComplainantAdd() {
        Receipt desk = rig.receipt();
        ObjectNode entry = CaseRig.document("told at the desk");
        entry.withObject("/complainant").putArray("emails").add("Jia@example.org");
        rig.record(desk, CaseRig.thing("desk-1", entry));

        Receipt mail = mails.receive("From: jia@example.org|Subject: Re: " + desk.number(), "还有");

        assertThat(rig.endOf(mail)).isEqualTo("done appended");
    }

    private static final String AWAY =
            "From: Absence <jia@example.org>|Subject: 自动回复: your letter|Auto-Submitted: auto-replied|";

    /** A machine sends it, and it may be a complaint. */
    private static final String LISTED = "From: Absence <jia@example.org>|Subject: 自动回复: your letter|Precedence: bulk|"
            + "Auto-Submitted: auto-generated|";

    private static final String PERSON = "From: 测试甲 <jia@example.org>|Subject: Re: ward|";

    @Test
    void personWhoWritesAfterAMachineIsWhatTheCaseShows() {
        Receipt away = mails.receive(LISTED + "Message-ID: <1@example.org>", "The ward is loud.");
        assertThat(document(away).at("/flags/automatedMail").asBoolean()).isTrue();

        Receipt person = mails.receive(
                PERSON + "Message-ID: <2@example.org>|In-Reply-To: <1@example.org>", "The ward was cold.");

        assertThat(rig.endOf(person)).isEqualTo("done appended");
        assertShowsThePerson(document(away), "The ward is loud.");
    }

    @Test
    void absenceNoteIsCountedAndThePersonWhoWritesAfterItGetsACase() {
        Receipt away = mails.receive(AWAY + "Message-ID: <1@example.org>", "I am away.");
        Receipt person = mails.receive(
                PERSON + "Message-ID: <2@example.org>|In-Reply-To: <1@example.org>", "The ward was cold.");

        assertThat(rig.endOf(away)).isEqualTo("done counted");
        assertThat(rig.endOf(person)).isEqualTo("done new-case");
        assertThat(document(person).at("/matter/facts").asText()).isEqualTo("The ward was cold.");
        assertThat(document(person).at("/flags/automatedMail").asBoolean()).isFalse();
    }

    private static final String BOUNCE =
            "From: MAILER-DAEMON@example.net|Subject: failure notice|Message-ID: <9@example.net>";

    @Test
    void bounceIsAppendedToTheCaseOfThePersonItDidNotReach() {
        Receipt first = mails.receive(PERSON + "Message-ID: <1@example.org>", "The ward was cold.");
        Receipt bounce = mails.receive(
                BOUNCE, "could not be delivered\n<jia@example.org>:\n550 no\n--- copy\nIn-Reply-To: <1@example.org>");

        assertThat(rig.endOf(bounce)).isEqualTo("done appended");
        assertThat(document(first).at("/arrivals/1/automated").asBoolean()).isTrue();
        assertThat(document(first).at("/flags/automatedMail").asBoolean()).isFalse();
        assertThat(document(first).at("/matter/facts").asText()).isEqualTo("The ward was cold.");
        assertThat(rig.jdbc()
                        .sql("select by_machine from event order by id")
                        .query(Boolean.class)
                        .list())
                .containsExactly(false, true);
        assertThat(rig.jdbc()
                        .sql("select value from complaint_alias where kind = 'author'")
                        .query(String.class)
                        .list())
                .containsExactly("jia@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "could not be delivered\n<yi@example.net>:\n550 no\nIn-Reply-To: <1@example.org>",
                "could not be delivered\n<jia@example.org>:\n550 no\nIn-Reply-To: <other@example.org>",
                "could not be delivered",
                "",
            })
    void bounceThatFitsNoCaseIsCounted(String text) {
        Receipt first = mails.receive(PERSON + "Message-ID: <1@example.org>", "The ward was cold.");
        Receipt bounce = mails.receive("Return-Path: <>|" + BOUNCE, text);

        assertThat(rig.endOf(bounce)).isEqualTo("done counted");
        assertThat(document(first).path("arrivals")).hasSize(1);
        assertThat(rig.jdbc()
                        .sql("select counted->>'mail-bounce-hard' from receipt where id = :id")
                        .param("id", bounce.id())
                        .query(String.class)
                        .single())
                .isEqualTo("1");
    }

    @Test
    void mailThatAMachineAndNobodyWroteIsCountedAlsoWithoutAWord() {
        Receipt empty = mails.receive("From: jia@example.org|Auto-Submitted: auto-replied", "");

        assertThat(rig.endOf(empty)).isEqualTo("done counted");
    }

    @Test
    void copyWithoutMessageIdIsARepetition() {
        String headers = "From: jia@example.org|Subject: ward|Date: Fri, 18 Sep 2026 09:01:02 +0800";
        Receipt one = mails.receive("Received: from a|Delivered-To: a@example.com|" + headers, "The ward was cold.");
        Receipt copy = mails.receive("X-Trace: 2|Received: from b|" + headers, "The ward was cold.");
        Receipt other = mails.receive(headers, "The ward was hot.");

        assertThat(rig.endOf(one)).isEqualTo("done new-case");
        assertThat(rig.endOf(copy)).isEqualTo("done repeated");
        assertThat(rig.endOf(other)).isEqualTo("done new-case");
    }

    @Test
    void machineThatAnswersAfterAPersonChangesNothingThatIsShown() {
        Receipt person = mails.receive(PERSON + "Message-ID: <1@example.org>", "The ward was cold.");
        Receipt away = mails.receive(AWAY + "Message-ID: <2@example.org>|In-Reply-To: <1@example.org>", "I am away.");

        assertThat(rig.endOf(away)).isEqualTo("done appended");
        assertShowsThePerson(document(person), "I am away.");
    }

    private static void assertShowsThePerson(ObjectNode document, String machine) {
        assertThat(document.at("/flags/automatedMail").asBoolean()).isFalse();
        assertThat(document.at("/matter/title").asText()).isEqualTo("ward");
        assertThat(document.at("/matter/facts").asText()).isEqualTo("The ward was cold.");
        assertThat(document.at("/complainant/name").asText()).isEqualTo("测试甲");
        assertThat(document.path("arrivals").findValuesAsText("text")).containsExactly(machine);
        assertThat(document.path("arrivals").findValuesAsText("title")).containsExactly("自动回复: your letter");
    }

    @Test
    void casesOfEarlierVersionsKeepTheirAuthorsAndForgetReplyTo() throws IOException {
        Receipt first =
                mails.receive("From: Jia@example.org|Reply-To: yi@example.net|Message-ID: <1@example.org>", "我的投诉");
        rig.jdbc()
                .sql("update complaint set document = jsonb_set(document, '{complainant,emails}',"
                        + " '[\"Jia@example.org\", \"yi@example.net\"]')")
                .update();
        rig.jdbc().sql("delete from complaint_alias where kind = 'author'").update();
        rig.jdbc()
                .sql(Files.readString(Path.of("src/main/resources/db/migration/V18__authors_of_cases.sql")))
                .update();

        assertThat(rig.jdbc()
                        .sql("select value from complaint_alias where kind = 'author'")
                        .query(String.class)
                        .list())
                .containsExactly("jia@example.org");
        assertThat(document(first).at("/complainant/emails")).hasSize(2);
    }

    private static ObjectNode document(Receipt receipt) {
        return JsonText.objectOf(rig.jdbc()
                .sql("select document::text from complaint where number = :number")
                .param("number", receipt.number())
                .query(String.class)
                .single());
    }
}
