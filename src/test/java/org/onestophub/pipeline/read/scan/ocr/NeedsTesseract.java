package org.onestophub.pipeline.read.scan.ocr;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that needs Tesseract with {@code chi_sim} and {@code eng}. Where it is missing the test is skipped with a line
 * on the error stream; on the build server ({@code CI=true}) that is a failure.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsTesseract.Condition.class)
public @interface NeedsTesseract {

    /** Looks for the program and its languages. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (isThere()) {
                return ConditionEvaluationResult.enabled("Tesseract is installed");
            }
            String missing = "Tesseract with chi_sim and eng is not installed"
                    + " (Debian: tesseract-ocr tesseract-ocr-chi-sim)";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(missing);
            }
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + missing);
            return ConditionEvaluationResult.disabled(missing);
        }

        private static boolean isThere() {
            try {
                Process process = new ProcessBuilder("tesseract", "--list-langs")
                        .redirectErrorStream(true)
                        .start();
                List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
                return process.waitFor() == 0 && lines.containsAll(List.of("chi_sim", "eng"));
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
