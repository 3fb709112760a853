package org.onestophub.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Random;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.support.HandClock;

class FtpLineParserTest {

    private static final String NAME = "letter 26 Nov 10:20 页.pdf";

    private final FtpLineParser parser = new FtpLineParser(new HandClock("2026-11-28T04:00:00Z"));

    /** The date of a line, and what is read of it: "recent" dates are within twelve months before 2026-11-28. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Nov 28 10:20        | 2026-11-28T10:20
                    Nov  8 10:20        | 2026-11-08T10:20
                    Dec 31 10:20        | 2025-12-31T10:20
                    Nov 28  2025        | 2025-11-28T00:00
                    Nov 28 25           | 2025-11-28T00:00
                    28 Nov 10:20        | 2026-11-28T10:20
                    28 Nov 2025         | 2025-11-28T00:00
                    28-Nov-2025 10:20   | 2025-11-28T10:20
                    8月 15 10:20        | 2026-08-15T10:20
                    11月 28 10:20       | 2026-11-28T10:20
                    1月 05 2025         | 2025-01-05T00:00
                    8月  15日 10:20     | 2026-08-15T10:20
                    8月15日 10:20       | 2026-08-15T10:20
                    12月  3日  2025年   | 2025-12-03T00:00
                    2026年11月28日      | 2026-11-28T00:00
                    2026年 8月 5日 10:20 | 2026-08-05T10:20
                    2026年8月5日 下午3:20 | 2026-08-05T15:20
                    八月 15 10:20       | 2026-08-15T10:20
                    8월 15일 10:20      | 2026-08-15T10:20
                    2026-11-28 10:20    | 2026-11-28T10:20
                    2026-11-28 10:20:30 | 2026-11-28T10:20:30
                    2026-11-28 10:20:30.123456789 +0800 | 2026-11-28T10:20:30
                    26-11-28 10:20      |
                    28.11.2026 10:20    | 2026-11-28T10:20
                    28/11/2026 10:20    | 2026-11-28T10:20
                    28. Nov 10:20       | 2026-11-28T10:20
                    Mär 28 10:20        | 2026-03-28T10:20
                    Mrz 28 10:20        | 2026-03-28T10:20
                    Jänn 28 10:20       | 2026-01-28T10:20
                    Dez 28 2025         | 2025-12-28T00:00
                    Okt. 28 10:20       | 2026-10-28T10:20
                    15. August 10:20    | 2026-08-15T10:20
                    août 15 10:20       | 2026-08-15T10:20
                    15 août 10:20       | 2026-08-15T10:20
                    févr. 15 10:20      | 2026-02-15T10:20
                    déc. 15 2025        | 2025-12-15T00:00
                    15 sept. 2025       | 2025-09-15T00:00
                    ene 15 10:20        | 2026-01-15T10:20
                    gen 15 10:20        | 2026-01-15T10:20
                    нояб. 15 10:20      | 2026-11-15T10:20
                    Ağu 15 10:20        | 2026-08-15T10:20
                    Th11 15 10:20       |
                    Qwertz 15 10:20     |
                    Grf 15 2025         |
                    xx yy zz            |
                    """)
    void nameSizeAndKindAreReadWhateverTheDateLooksLike(String date, LocalDateTime expected) {
        for (String head : new String[] {
            "-rw-r--r--   1 scan     scan         1234 ",
            "-rw-r--r--+  1 1000     26           1234 ",
            "-rw-rw-rw-@  1 scan     group        1234 "
        }) {
            FTPFile file = parser.parseFTPEntry(head + date + " " + NAME);

            assertThat(file).as(head + date).isNotNull();
            assertThat(file.getName()).as(head + date).isEqualTo(NAME);
            assertThat(file.getSize()).isEqualTo(1234);
            assertThat(file.isFile()).isTrue();
            if (expected != null) {
                assertThat(file.getTimestamp()).as(date).isNotNull();
                assertThat(LocalDateTime.ofInstant(file.getTimestamp().toInstant(), ZoneId.systemDefault()))
                        .as(date)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drwxr-xr-x   2 scan     scan         4096 8月 15 10:20 hub-claimed",
                "drwxr-xr-x   2 scan     scan         4096 Aug 15 10:20 hub-claimed",
                "drwxr-xr-x   2 scan     4096 Aug 15 10:20 hub-claimed",
                "drwxr-xr-x   2 Domain Users scan 4096 Aug 15 10:20 hub-claimed",
                "drwxr-xr-x   2 4096 Aug 15 10:20 hub-claimed",
                "drwxrwxrwx   1 owner    group               0 Aug 15 10:20 hub-claimed",
                "08-15-26  10:20AM       <DIR>          hub-claimed",
                "08-15-2026  10:20AM     <DIR>          hub-claimed",
                "2026/08/15  10:20    <DIR>          hub-claimed",
                "15.08.2026  10:20    <REP>          hub-claimed",
                "2026-08-15  上午10:20    <目录>          hub-claimed"
            })
    void foldersAreSeenAsFolders(String line) {
        FTPFile file = parser.parseFTPEntry(line);

        assertThat(file).isNotNull();
        assertThat(file.isDirectory()).isTrue();
        assertThat(file.getName()).isEqualTo("hub-claimed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08-15-26  10:20AM                 1234 " + NAME,
                "08-15-2026  10:20                 1,234 " + NAME,
                "15.08.2026  10:20                 1.234 " + NAME,
                "2026/08/15  10:20                 1234 " + NAME
            })
    void filesOfWindowsServersAreRead(String line) {
        FTPFile file = parser.parseFTPEntry(line);

        assertThat(file).isNotNull();
        assertThat(file.getName()).isEqualTo(NAME);
        assertThat(file.getSize()).isEqualTo(1234);
        assertThat(file.isFile()).isTrue();
    }

    @Test
    void linksAreLinks() {
        FTPFile file = parser.parseFTPEntry("lrwxrwxrwx 1 scan scan 9 8月 15 10:20 a.pdf -> /etc/passwd");

        assertThat(file.isSymbolicLink()).isTrue();
        assertThat(file.getName()).isEqualTo("a.pdf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "total 12", "总用量 12", "and the rest of a name", "-rw-r--r--"})
    void whatIsNoEntryIsNone(String line) {
        assertThat(parser.parseFTPEntry(line)).isNull();
    }

    @Test
    void linesMadeToBeAmbiguousAreReadToTheEnd() {
        Random random = new Random(1);
        String[] parts = {
            "-rw-r--r--", "drwxr-xr-x", "1", "12 ", " ", "8月", "Nov", "28", "10:20", "2026", "scan ", "年", ".", "-", "/"
        };
        assertThat(parser.parseFTPEntry("-rw-r--r-- 1 a b 1 Nov 28 10:20 " + "x".repeat(100_000)))
                .isNull();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder line = new StringBuilder("-rw-r--r-- ");
            while (line.length() < 1_900) {
                line.append(parts[random.nextInt(parts.length)]).append(random.nextInt(3) == 0 ? " " : "");
            }
            parser.parseFTPEntry(line.toString());
        }
    }
}
