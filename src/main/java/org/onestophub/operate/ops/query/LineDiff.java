package org.onestophub.operate.ops.query;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.util.List;
import org.onestophub.complaint.ShortText;

/** Compares two texts line by line, within bounds of time and memory. */
final class LineDiff {

    /** Lines compared of each; beyond this a comparison takes minutes. */
    private static final int MAX_LINES = 10_000;
    /** A comparison with more differing lines is of no use. */
    private static final int MAX_SHOWN = 2_000;
    /** A JSON order is one line of some thousand characters. */
    private static final int MAX_LINE = 4_000;

    private static final int AROUND = 3;
    /** With nothing in common this costs some 30 MiB for a moment. */
    private static final int MAX_PAIRED = 1_500;

    private LineDiff() {}

    /** A unified diff, and whether there is more. */
    record Lines(List<String> lines, boolean isCut) {}

    static Lines of(String original, String edited) {
        List<String> before = original.lines().limit(MAX_LINES + 1).toList();
        List<String> after = edited.lines().limit(MAX_LINES + 1).toList();
        boolean manyLines = before.size() > MAX_LINES || after.size() > MAX_LINES;
        List<String> ours = before.subList(0, Math.min(before.size(), MAX_LINES));
        List<String> theirs = after.subList(0, Math.min(after.size(), MAX_LINES));
        Patch<String> patch = DiffUtils.diff(ours, theirs, algorithm(ours.size() + theirs.size()));
        List<String> unified = UnifiedDiffUtils.generateUnifiedDiff("original", "edited", ours, patch, AROUND);
        boolean wide = unified.stream().anyMatch(line -> line.length() > MAX_LINE);
        List<String> shown =
                unified.stream().limit(MAX_SHOWN).map(LineDiff::shortened).toList();
        return new Lines(shown, manyLines || wide || unified.size() > MAX_SHOWN);
    }

    /** The usual one pairs what went with what came, but its memory grows with the square of what is different. */
    private static DiffAlgorithmI<String> algorithm(int lines) {
        return lines <= MAX_PAIRED ? new MyersDiff<>() : new MyersDiffWithLinearSpace<>();
    }

    private static String shortened(String line) {
        return line.length() <= MAX_LINE ? line : ShortText.of(line, MAX_LINE) + "…";
    }
}
