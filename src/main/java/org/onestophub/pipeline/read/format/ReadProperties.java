package org.onestophub.pipeline.read.format;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.onestophub.complaint.SizeRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the READ room that an operator may have to change.
 *
 * @param ocr text recognition of scanned letters
 * @param scan bounds of one scanned letter
 */
@Validated
@ConfigurationProperties("hub.read")
public record ReadProperties(
        @NotNull @Valid @DefaultValue Ocr ocr,
        @NotNull @Valid @DefaultValue Scan scan) {

    /**
     * Text recognition of scanned letters.
     *
     * @param command the Tesseract program, a name on the PATH or a full path; started without a shell
     * @param languages its languages joined by {@code +}; Debian: tesseract-ocr-chi-sim, tesseract-ocr-eng
     * @param pageTimeout longest time for one page; the program is then ended
     * @param maxPages pages recognised of one letter, 0 switches recognition off; 1–200 else
     * @param dpi resolution at which PDF pages are drawn, 72–600 dots per inch; less where a page is very large
     * @param minConfidence mean confidence that Tesseract must have in the words of a page, 0–100; text below it is kept and
     *     marked as doubtful, and no claim is taken from it. Text in order has 80 to 97, a page upside down up to 61; 0 trusts
     *     every text
     */
    public record Ocr(
            @NotBlank @Size(max = 1000) @DefaultValue("tesseract")
            String command,

            @NotNull @Size(max = 200) @Pattern(regexp = "[A-Za-z0-9_]+(\\+[A-Za-z0-9_]+)*") @DefaultValue("chi_sim+eng")
            String languages,

            @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1) @DefaultValue("60s")
            Duration pageTimeout,

            @Min(0) @Max(200) @DefaultValue("20") int maxPages,
            @Min(72) @Max(600) @DefaultValue("300") int dpi,
            @Min(0) @Max(100) @DefaultValue("70") int minConfidence) {}

    /**
     * Bounds of one scanned letter.
     *
     * @param maxSize largest file read; a larger one is parked with RD-107
     * @param timeLimit longest time for one letter, recognition included; the lease of a letter must be longer
     * @param parallel letters read at the same moment, 1–16; each has a process of its own that decodes it
     * @param memory heap of the process that decodes a letter, 64MB–4GB; a page that needs more is not read, RD-123. A
     *     page of A4 in colour at 600 dpi needs up to 200 MB. The process takes up to 150 MB beside its heap
     */
    public record Scan(
            @NotNull @SizeRange(min = "1KB", max = "2GB") @DefaultValue("100MB")
            DataSize maxSize,

            @NotNull @DurationMin(millis = 100) @DurationMax(days = 1) @DefaultValue("5m")
            Duration timeLimit,

            @Min(1) @Max(16) @DefaultValue("2") int parallel,

            @NotNull @SizeRange(min = "64MB", max = "4GB") @DefaultValue("512MB")
            DataSize memory) {}
}
