package org.onestophub.loop.report;

/** The times that a report compares. */
enum Window {
    NOW,
    BEFORE,
    YEAR_BEFORE;

    static final int COUNT = values().length;

    Period of(Period period) {
        return switch (this) {
            case NOW -> period;
            case BEFORE -> period.before();
            case YEAR_BEFORE -> period.yearBefore();
        };
    }
}
