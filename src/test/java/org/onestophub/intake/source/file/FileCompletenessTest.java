package org.onestophub.intake.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.intake.source.FileRetries;

class FileCompletenessTest {

    private final SetClock clock = new SetClock();
    private final FileCompleteness rule = new FileCompleteness(clock, 2, Duration.ofSeconds(10));

    @Test
    void aFileUnchangedOverTwoLooksAndTheQuietTimeIsComplete() {
        assertThat(look(100, 5, 0)).isFalse();
        assertThat(look(100, 5, 9)).isFalse();
        assertThat(look(100, 5, 1)).isTrue();
    }

    @Test
    void oneLookIsNotEnoughHoweverOldTheFileSaysItIs() {
        assertThat(look(100, 0, 3600)).isFalse();
    }

    @Test
    void aChangeOfSizeBeginsAgainEvenIfTheTimeIsKept() {
        look(100, 5, 0);
        assertThat(look(200, 5, 20)).isFalse();
        assertThat(look(200, 5, 5)).isFalse();
        assertThat(look(200, 5, 5)).isTrue();
    }

    @Test
    void aChangeOfTimeBeginsAgainEvenIfTheSizeIsKept() {
        look(100, 5, 0);
        assertThat(look(100, 6, 20)).isFalse();
    }

    @Test
    void anEmptyFileWaitsLongerAndIsThenTaken() {
        for (int i = 0; i < 9; i++) {
            assertThat(look(0, 5, 20)).isFalse();
        }
        assertThat(look(0, 5, 20)).isTrue();
    }

    @Test
    void aFileTakenAndSentAgainUnderItsNameBeginsAgain() {
        look(100, 5, 0);
        assertThat(look(100, 5, 10)).isTrue();
        rule.forget("a.pdf");
        assertThat(look(100, 5, 10)).isFalse();
    }

    @Test
    void aFileThatWasAwayForAWholeLookBeginsAgain() {
        look(100, 5, 0);
        rule.nextRound();
        rule.nextRound();
        assertThat(look(100, 5, 60)).isFalse();
    }

    @Test
    void noMoreFilesAreWatchedThanTheBound() {
        rule.nextRound();
        for (int i = 0; i < FileCompleteness.MOST_WATCHED; i++) {
            rule.isComplete("file" + i, 1, 1);
        }
        rule.isComplete("one more", 1, 1);
        rule.nextRound();
        clock.now = clock.now.plusSeconds(20);
        assertThat(rule.isComplete("file7", 1, 1)).isTrue();
        assertThat(rule.isComplete("one more", 1, 1)).isFalse();
    }

    @Test
    void sendersThatRenameWhenDoneNeedOneLook() {
        FileCompleteness atOnce = new FileCompleteness(clock, 1, Duration.ZERO);
        atOnce.nextRound();
        assertThat(atOnce.isComplete("a.pdf", 1, 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".hidden",
                "..",
                "scan.pdf.part",
                "scan.PDF.FILEPART",
                "scan.tmp",
                "x.partial",
                "x.crdownload",
                "scan.pdf~"
            })
    void hiddenAndUnfinishedFilesAreNotMeantToBeTaken(String name) {
        assertThat(FileNames.isMeant(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b.pdf", "..\\b.pdf", "\uFFFD.pdf"})
    void pathsAndUnreadableNamesAreNotPlain(String name) {
        assertThat(FileNames.isPlain(name)).isFalse();
    }

    @Test
    void aClaimedNameHasNoCharacterOfTheProtocolsOwn() {
        String claimed = FileNames.claimed("a\n*?\\\u0085信.pdf", "mfz1k2a9-0a1b2c3d");

        assertThat(FileNames.original(claimed)).isEqualTo("a%0A%2A%3F%5C%C2%85信.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"信件 1.pdf", "Master.csv", "a..b.pdf", "-rf", "part", "$(x);.tif"})
    void otherNamesAreTaken(String name) {
        assertThat(FileNames.isMeant(name)).isTrue();
        assertThat(FileNames.isOrdinary(name)).isTrue();
    }

    @Test
    void aClaimedFileKeepsItsNameBehindTheMark() {
        String claimed = FileNames.claimed("信件.pdf", "mfz1k2a9-0a1b2c3d");

        assertThat(FileNames.original(claimed)).isEqualTo("信件.pdf");
        assertThat(FileNames.original("信件~2.pdf")).isEqualTo("信件~2.pdf");
    }

    @Test
    void aLongNameIsShortenedForTheClaimAndKeepsItsEnding() {
        String claimed = FileNames.claimed("信".repeat(83) + ".pdf", "mfz1k2a9-0a1b2c3d");

        assertThat(claimed.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeLessThan(255);
        assertThat(claimed).endsWith("信.pdf");
    }

    @Test
    void attemptsAreSpacedUpToFiveMinutes() {
        FileRetries retries = new FileRetries(clock);
        long waited = 0;
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(retries.begin("a")).isEqualTo(attempt);
            waited = 0;
            while (!retries.isDue("a")) {
                clock.now = clock.now.plusSeconds(5);
                waited += 5;
            }
        }
        assertThat(waited).isEqualTo(300);
        retries.succeeded("a");
        assertThat(retries.begin("a")).isEqualTo(1);
    }

    private boolean look(long size, long modified, long secondsLater) {
        clock.now = clock.now.plusSeconds(secondsLater);
        rule.nextRound();
        return rule.isComplete("a.pdf", size, modified);
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-09-18T01:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
