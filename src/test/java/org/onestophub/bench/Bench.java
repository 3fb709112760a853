package org.onestophub.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Measures the real hub, in a process of its own with everything durable, and prints a Markdown table. It asserts
 * nothing; docs/benchmarks.md says how to run it and what came out.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures the hub.")
public final class Bench implements Callable<Integer> {

    private static final List<String> ALL = List.of(
            "start", "rss", "mllp", "push", "rush", "steady", "cdr", "bulk", "mail", "feed", "search", "console",
            "report", "facts");
    private static final int QUICK_SECONDS = 3;
    private static final int QUICK_ROWS = 2_000;

    @Parameters(
            description =
                    "What to measure: start, rss, mllp, push, rush, steady, cdr, bulk, mail, feed, search, console, report, facts. "
                            + "All if none is given.")
    private List<String> what = ALL;

    @Option(names = "--seconds", defaultValue = "10", description = "Length of each run under load.")
    private int seconds;

    @Option(
            names = "--warm",
            defaultValue = "120",
            description = "Seconds of load before 16 clients that push are measured.")
    private int warm;

    @Option(
            names = "--rows",
            defaultValue = "100000",
            description =
                    "Complaints for feed, search, console and report; the first two are also measured with a tenth and a hundredth.")
    private int rows;

    @Option(
            names = "--quick",
            description = "Short runs over little data: shows that a measurement works, and no figure worth keeping.")
    private boolean quick;

    /** Runs the measurements named. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        if (quick) {
            seconds = QUICK_SECONDS;
            warm = QUICK_SECONDS;
            rows = QUICK_ROWS;
        }
        Table table = new Table(System.out);
        for (String one : what) {
            switch (one) {
                case "start" -> StartAndMemory.measureStart(table);
                case "rss" -> StartAndMemory.measureMemory(table);
                case "mllp" -> MllpLoad.measure(table, seconds);
                case "push" -> PushLoad.measure(table, seconds, warm);
                case "rush" -> FlowLoad.measureRush(table, seconds, warm);
                case "steady" -> FlowLoad.measureSteady(table, seconds, warm);
                case "feed" -> FeedLoad.measure(table, seconds, rows);
                case "search" -> SearchLoad.measure(table, seconds, rows);
                case "console" -> ConsoleLoad.measure(table, seconds, rows);
                case "report" -> ReportLoad.measure(table, rows);
                case "facts" -> FactsLoad.measure(table, seconds, warm);
                case "bulk" -> FileLoad.measureComplaintCalls(table, seconds);
                case "cdr" -> FileLoad.measureCalls(table);
                case "mail" -> FileLoad.measureMails(table);
                default -> throw new IllegalArgumentException("nothing to measure is called " + one);
            }
        }
        return 0;
    }
}
