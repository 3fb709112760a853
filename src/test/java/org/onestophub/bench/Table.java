package org.onestophub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;

/** Figures as rows of a Markdown table, printed as they come. */
final class Table {

    private final PrintStream out;

    Table(PrintStream out) throws IOException {
        this.out = out;
        out.printf(
                Locale.ROOT,
                "Java %s, %d processors, hub %s with %s, load average before %s, yardstick %,d MB/s%n%n",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                BenchedHub.Form.best().name().toLowerCase(Locale.ROOT),
                BenchedHub.options(),
                Cpu.load(),
                Cpu.yardstick());
        out.println("| what | rate | p50 ms | p99 ms | CPU an item: hub, PostgreSQL | beside it | load |");
        out.println("|---|---|---|---|---|---|---|");
    }

    /** A rate of items with the processor time each cost. */
    void rate(String what, ClosedLoop.Result result, double[] cpuBefore, double[] cpuAfter, String beside)
            throws IOException {
        row(
                what,
                text("%,.0f/s", result.rate()),
                text("%.1f", result.p50()),
                text("%.1f", result.p99()),
                cost(cpuBefore, cpuAfter, result.count()),
                beside);
    }

    /** A floor: what the same machine does in the same run without the hub. */
    void floor(String what, String rate) throws IOException {
        row("floor: " + what, rate, "", "", "", "");
    }

    /** Times of one kind, sorted, in nanoseconds. */
    void times(String what, String rate, long[] sorted, String beside) throws IOException {
        row(
                what,
                rate,
                text("%.1f", ClosedLoop.at(sorted, 0.50)),
                text("%.1f", ClosedLoop.at(sorted, 0.99)),
                "",
                text("p95 %.1f ms, ", ClosedLoop.at(sorted, 0.95))
                        + text("longest %.0f ms", ClosedLoop.at(sorted, 1))
                        + beside);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** Any other row; columns may be empty. */
    void row(String what, String rate, String p50, String p99, String cost, String beside) throws IOException {
        out.println("| " + String.join(" | ", what, rate, p50, p99, cost, beside, Cpu.load()) + " |");
        out.flush();
    }

    /** Microseconds of each per item. */
    static String cost(double[] before, double[] after, long items) {
        double each = 1e6 / Math.max(1, items);
        return String.format(
                Locale.ROOT, "%.0f µs, %.0f µs", (after[0] - before[0]) * each, (after[1] - before[1]) * each);
    }
}
