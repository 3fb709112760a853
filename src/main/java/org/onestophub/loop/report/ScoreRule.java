package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.Register;

/**
 * A table of points, such as that of safe hospitals: items with parts.
 *
 * @param list code list with the names of items and parts
 * @param profile register whose newest entry of the period says what the hospital is
 * @param grade its column for the grade of the hospital
 * @param sheet register of the points that people give; the newest entry of the period about a part counts
 * @param item its column for the part
 * @param given its column for the points
 */
record ScoreRule(
        String list, Register profile, String grade, Register sheet, String item, String given, List<Item> items) {

    /** An item; what its parts have is brought to {@code points}, because not all apply to all hospitals. */
    record Item(String id, BigDecimal points, List<Part> parts) {}

    /**
     * A part of an item: entered, unless {@code yes} or {@code measure} says where its points come from.
     *
     * @param grades of which hospitals it is asked; empty: of all
     * @param yes column of the profile that earns all points; empty: none
     * @param levels of a measure: the first that holds gives the points; none: 0
     */
    record Part(
            String id,
            BigDecimal points,
            List<String> grades,
            String yes,
            @Nullable Measure measure,
            List<Level> levels) {}

    /** The points for a number of at least {@code least} and at most {@code most}; null: no bound. */
    record Level(@Nullable BigDecimal least, @Nullable BigDecimal most, BigDecimal points) {

        boolean holds(BigDecimal number) {
            return (least == null || number.compareTo(least) >= 0) && (most == null || number.compareTo(most) <= 0);
        }
    }

    /** The register that the points of a part come from; null: they come from complaints, or there is no such part. */
    @Nullable
    Register registerOf(String id) {
        for (Part part : parts()) {
            if (part.id().equals(id)) {
                Measure measure = part.measure();
                if (measure == null) {
                    return part.yes().isEmpty() ? sheet : profile;
                }
                RegisterTerm term = measure.term();
                return term == null ? null : term.register();
            }
        }
        return null;
    }

    /** All parts of all items. */
    List<Part> parts() {
        return items.stream().flatMap(one -> one.parts().stream()).toList();
    }
}
