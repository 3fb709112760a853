package org.onestophub.loop.report;

/** The times that a report compares. */
enum Window {
    NOW(0),
    BEFORE(1),
    YEAR_BEFORE(2);

    static final int COUNT = values().length;

    private final int at;

    Window(int at) {
        this.at = at;
    }

    /** Its place in an array of {@link #COUNT}. */
    int at() {
        return at;
    }

    Period of(Period period) {
        return switch (this) {
            case NOW -> period;
            case BEFORE -> period.before();
            case YEAR_BEFORE -> period.yearBefore();
        };
    }
}
