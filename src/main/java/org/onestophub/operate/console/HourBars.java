package org.onestophub.operate.console;

import java.util.ArrayList;
import java.util.List;
import org.onestophub.operate.ops.query.OverviewQueries;

/**
 * The inputs of the last hours as bars of a picture of 480 × 96. The same numbers stand in a table beside it.
 *
 * @param bars one for each hour, oldest first
 * @param most the largest count
 * @param total all of them
 */
record HourBars(List<Bar> bars, long most, long total) {

    private static final int STEP = 20;
    private static final int BAR = 16;
    private static final int HEIGHT = 80;

    /**
     * A bar, in units of the picture.
     *
     * @param x left edge
     * @param y upper edge
     * @param width its width
     * @param height its height; a count of one is seen
     * @param hour what it shows
     */
    record Bar(int x, int y, int width, int height, OverviewQueries.Hour hour) {}

    static HourBars of(List<OverviewQueries.Hour> hours) {
        long most = hours.stream().mapToLong(OverviewQueries.Hour::count).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < hours.size(); i++) {
            OverviewQueries.Hour hour = hours.get(i);
            int height = most == 0 ? 0 : (int) Math.ceil((double) hour.count() * HEIGHT / most);
            bars.add(new Bar(i * STEP, HEIGHT - height, BAR, height, hour));
        }
        return new HourBars(
                bars,
                most,
                hours.stream().mapToLong(OverviewQueries.Hour::count).sum());
    }
}
