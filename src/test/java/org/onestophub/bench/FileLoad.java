package org.onestophub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.onestophub.simulator.MailServer;

/** What comes as files or lies in a mailbox, measured by the ledger's own times. */
final class FileLoad {

    private static final int ROWS = 200_000;
    /** One call in so many goes to the complaint line. */
    private static final int ONE_IN = 100;

    private static final int COMPLAINT_CALLS = 10_000;
    private static final int MAILS = 1_000;
    /** Fewer: the simulated mail server needs longer for each mail the more lie beside it. */
    private static final int MAILBOX = 200;

    private static final String ACCOUNT = "complaints@example.org";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /** Calls a second: a file of 200,000 is that of five and a half hours. */
    private static final int CALLS_A_SECOND = 10;

    private FileLoad() {}

    /** One file of 200,000 calls, one in a hundred to the complaint line: from its receipt to its outcome. */
    static void measureCalls(Table table) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.fresh()) {
            hub.start(hub.settings()
                    .set("hub.channels.phone-cdr-folder.quiet-seconds", 1)
                    .set("hub.channels.phone-cdr-folder.delay", 1_000));
            try (Connection ledger = hub.ledger()) {
                hub.drop("phone-cdr", "warm-up.csv", calls(20_000, hoursAgo(20), ONE_IN));
                hub.await(ledger, "select count(*) from receipt where state = 'done'", 1);
                for (int day = 0; day < 3; day++) {
                    double[] before = hub.cpu();
                    hub.drop("phone-cdr", "Master-" + day + ".csv", calls(ROWS, hoursAgo(18 - 6 * day), ONE_IN));
                    hub.await(ledger, "select count(*) from receipt where state = 'done'", day + 2.0);
                    String last = " from receipt where id = (select max(id) from receipt)";
                    double seconds = hub.number(ledger, "select extract(epoch from finished_at - received_at)" + last);
                    table.row(
                            String.format(Locale.ROOT, "cdr: rows of a file of %,d with 1 %% complaint calls", ROWS),
                            String.format(Locale.ROOT, "%,.0f/s", ROWS / seconds),
                            "",
                            "",
                            Table.cost(before, hub.cpu(), ROWS),
                            String.format(
                                    Locale.ROOT,
                                    "%.2f s from receipt to outcome, %,.0f cases in all",
                                    seconds,
                                    hub.number(ledger, "select count(*) from complaint")));
                }
            }
        }
    }

    /** A file of nothing but calls to the complaint line: each becomes a case. */
    static void measureComplaintCalls(Table table, int seconds) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.fresh()) {
            hub.start(hub.settings()
                    .set("hub.channels.phone-cdr-folder.quiet-seconds", 1)
                    .set("hub.channels.phone-cdr-folder.delay", 1_000));
            table.floor("PostgreSQL alone, rows of 1 KB, two writers, lists of 200", Floor.lists(hub, seconds));
            try (Connection ledger = hub.ledger()) {
                hub.drop("phone-cdr", "warm-up.csv", calls(2_000, hoursAgo(4), 1));
                hub.await(ledger, "select count(*) from receipt where state = 'done'", 1);
                double[] before = hub.cpu();
                hub.drop("phone-cdr", "Master.csv", calls(COMPLAINT_CALLS, hoursAgo(2), 1));
                hub.await(ledger, "select count(*) from receipt where state = 'done'", 2);
                double took = hub.number(
                        ledger,
                        "select extract(epoch from finished_at - received_at) from receipt"
                                + " where id = (select max(id) from receipt)");
                table.row(
                        String.format(Locale.ROOT, "bulk: cases of one file of %,d complaint calls", COMPLAINT_CALLS),
                        String.format(Locale.ROOT, "%,.0f/s", COMPLAINT_CALLS / took),
                        "",
                        "",
                        Table.cost(before, hub.cpu(), COMPLAINT_CALLS),
                        String.format(Locale.ROOT, "%.1f s from receipt to outcome", took));
            }
        }
    }

    /** Mails that lie in a mailbox when the hub starts, and mails laid into the folder. */
    static void measureMails(Table table) throws IOException, SQLException {
        try (BenchedHub hub = BenchedHub.fresh();
                MailServer server = MailServer.start()) {
            server.account(ACCOUNT, BenchedHub.KEY);
            for (int i = 0; i < MAILBOX; i++) {
                server.place(ACCOUNT, mail("imap", i));
            }
            String prefix = "hub.channels.email.";
            hub.start(hub.settings()
                    .set(prefix + "enabled", true)
                    .set(prefix + "host", server.host())
                    .set(prefix + "port", server.imapPort())
                    .set(prefix + "username", ACCOUNT)
                    .set(prefix + "password", BenchedHub.KEY)
                    .set(prefix + "protocol", "imap")
                    .set(prefix + "start-tls-required", false)
                    .set(prefix + "delay", 100)
                    .set("hub.channels.email-folder.quiet-seconds", 1)
                    .set("hub.channels.email-folder.delay", 1_000));
            try (Connection ledger = hub.ledger()) {
                mails(table, hub, ledger, "email", MAILBOX, "from an IMAP mailbox");
                for (int i = 0; i < MAILS; i++) {
                    hub.drop("email", i + ".eml", mail("folder", i));
                }
                mails(table, hub, ledger, "email-folder", MAILS, "from the folder");
            }
        }
    }

    private static void mails(Table table, BenchedHub hub, Connection ledger, String channel, int mails, String from)
            throws IOException, SQLException {
        double[] before = hub.cpu();
        hub.await(ledger, "select count(*) from receipt where state = 'done' and channel = '" + channel + "'", mails);
        double seconds = hub.number(
                ledger,
                "select extract(epoch from max(finished_at) - min(received_at)) " + "from receipt where channel = '"
                        + channel + "'");
        table.row(
                "mail: " + from + ", to their cases",
                String.format(Locale.ROOT, "%,.0f/s", mails / seconds),
                "",
                "",
                Table.cost(before, hub.cpu(), mails),
                mails + " mails of 2 KB");
    }

    private static byte[] mail(String kind, int number) {
        String text = "From: =?utf-8?B?5rWL6K+V55Sy?= <jia" + number + "@example.org>\r\nTo: " + ACCOUNT + "\r\n"
                + "Subject: Waiting time " + number + "\r\nDate: Fri, 18 Sep 2026 16:30:00 +0800\r\nMessage-ID: <"
                + kind
                + number + "@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\n挂号窗口排队两小时无人管理。电话 1380000"
                + String.format(Locale.ROOT, "%04d", number) + "\r\n" + "Nobody answered at the window.\r\n".repeat(50);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Of an old call everything would be overdue at once, and tell so. */
    private static LocalDateTime hoursAgo(int hours) {
        return LocalDateTime.now(ZoneOffset.UTC).minusHours(hours);
    }

    /** {@code Master.csv} with all 21 columns in UTC; the complaint line is 8010, which one call in {@code oneIn} is to. */
    private static byte[] calls(int rows, LocalDateTime begin, int oneIn) {
        StringBuilder file = new StringBuilder(rows * 260);
        for (int i = 0; i < rows; i++) {
            boolean complaint = i % oneIn == oneIn / 2;
            LocalDateTime start = begin.plusSeconds(i / CALLS_A_SECOND);
            String caller = "0138000" + String.format(Locale.ROOT, "%05d", i % 10_000);
            String called = complaint ? "8010" : String.valueOf(2000 + i % 900);
            String unique = start.toEpochSecond(ZoneOffset.UTC) + "." + i;
            file.append("\"\",\"")
                    .append(caller)
                    .append("\",\"")
                    .append(called)
                    .append("\",\"")
                    .append(complaint ? "complaint-queue" : "from-internal")
                    .append("\",\"\"\"\"\"")
                    .append(caller)
                    .append("\"\"\"\" <")
                    .append(caller)
                    .append(">\",\"SIP/trunk-1\",\"SIP/")
                    .append(called)
                    .append("-1\",\"")
                    .append(complaint ? "Queue" : "Dial")
                    .append("\",\"t,,,120\",\"")
                    .append(start.format(TIME))
                    .append("\",\"")
                    .append(start.plusSeconds(8).format(TIME))
                    .append("\",\"")
                    .append(start.plusSeconds(68).format(TIME))
                    .append("\",68,60,\"ANSWERED\",\"DOCUMENTATION\",\"")
                    .append(unique)
                    .append("\",\"\",\"\",\"")
                    .append(unique)
                    .append("\",")
                    .append(i)
                    .append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
