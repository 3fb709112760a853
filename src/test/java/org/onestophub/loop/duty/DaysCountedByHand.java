package org.onestophub.loop.duty;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A day of receipt, and the last days of 1, 3, 5, 10 and 15 working days; counted by hand from the State Council's notices.
 * The day of receipt is not counted.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@CsvSource({
    "2024-02-08, 2024-02-09, 2024-02-19, 2024-02-21, 2024-02-28, 2024-03-06",
    "2024-09-13, 2024-09-14, 2024-09-19, 2024-09-23, 2024-09-29, 2024-10-11",
    "2025-01-24, 2025-01-26, 2025-02-05, 2025-02-07, 2025-02-13, 2025-02-20",
    "2025-04-25, 2025-04-27, 2025-04-29, 2025-05-06, 2025-05-13, 2025-05-20",
    "2025-09-26, 2025-09-28, 2025-09-30, 2025-10-10, 2025-10-16, 2025-10-23",
    "2025-12-31, 2026-01-04, 2026-01-06, 2026-01-08, 2026-01-15, 2026-01-22",
    "2026-02-13, 2026-02-14, 2026-02-25, 2026-02-27, 2026-03-05, 2026-03-12",
    "2026-04-30, 2026-05-06, 2026-05-08, 2026-05-11, 2026-05-18, 2026-05-25",
    "2026-09-18, 2026-09-20, 2026-09-22, 2026-09-24, 2026-10-09, 2026-10-15",
    "2026-09-30, 2026-10-08, 2026-10-10, 2026-10-13, 2026-10-20, 2026-10-27",
    "2026-11-20, 2026-11-23, 2026-11-25, 2026-11-27, 2026-12-04, 2026-12-11"
})
@interface DaysCountedByHand {}
