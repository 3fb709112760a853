package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.Workbook.number;
import static org.onestophub.support.Workbook.row;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.support.Workbook;

/** A sheet of ten thousand orders, before it is recorded. */
class SheetSizeIT {

    @Test
    void tenThousandOrdersAreReadMappedAndChecked() throws Exception {
        StringBuilder rows = new StringBuilder(row(1, "工单编号", "工单类型", "诉求人", "联系电话", "诉求内容", "受理时间"));
        for (int i = 2; i <= 10_001; i++) {
            rows.append(row(
                    i,
                    "SH-" + i,
                    "投诉",
                    "测试甲",
                    number("13800000001"),
                    "候诊区没有座位，老人站了两个小时。".repeat(6),
                    number("46346.5", 1)));
        }
        byte[] file = Workbook.of(rows.toString()).bytes();
        GoldenSamples samples =
                new GoldenSamples(Path.of("."), Files.createTempDirectory("sheet-size-"), Clock.systemUTC());
        Receipt receipt = new Receipt(
                1,
                "",
                "hotline-sheet",
                "hotline-sheet",
                "key",
                "0".repeat(64),
                Instant.parse("2026-11-22T04:00:00Z"),
                Map.of(),
                Content.of(file));

        Walk walk = samples.run(receipt).walk();

        assertThat(walk.candidates()).hasSize(10_000).allMatch(Candidate::isSound);
    }
}
