package org.onestophub.pipeline.read.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A workbook in Office Open XML, transitional or strict, as spreadsheet programs and libraries write it. Only what a row
 * says is read: no styles but the formats of times, no links, no pictures, no macros. Source: ECMA-376 part 1, 18.
 */
final class XlsxBook implements SheetBook {

    private static final int MOST_SHEETS = 256;
    private static final String USUAL_WORKBOOK = "xl/workbook.xml";
    private static final Set<String> HIDDEN = Set.of("hidden", "veryhidden");

    private final XlsxParts parts;

    XlsxBook(XlsxParts parts) {
        this.parts = parts;
    }

    private record Sheet(String name, boolean isHidden, String relation) {}

    /** What is said of all sheets. */
    private static final class Index implements XmlPart.Handler {

        private final List<Sheet> sheets = new ArrayList<>();
        private boolean is1904;

        @Override
        public void begin(String name, XmlPart.Attributes attributes) {
            if (name.equals("workbookPr")) {
                is1904 = isTrue(attributes.of("date1904"));
            } else if (name.equals("sheet")) {
                if (sheets.size() == MOST_SHEETS) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "sheets");
                }
                String state = Optional.ofNullable(attributes.of("state")).orElse("");
                sheets.add(new Sheet(
                        Optional.ofNullable(attributes.of("name")).orElse(""),
                        HIDDEN.contains(state.toLowerCase(Locale.ROOT)),
                        Optional.ofNullable(attributes.of("id")).orElse("")));
            }
        }
    }

    @Override
    public void walk(Visitor visitor) {
        String workbook = workbookIn(parts);
        Index index = new Index();
        parts.read(workbook, index);
        List<XlsxParts.Relation> relations = parts.relationsOf(workbook);
        XlsxFormats formats = new XlsxFormats();
        XlsxStrings strings = new XlsxStrings();
        for (XlsxParts.Relation relation : relations) {
            if (relation.type().equals("styles") && parts.has(relation.target())) {
                parts.read(relation.target(), formats);
            } else if (relation.type().equals("sharedStrings") && parts.has(relation.target())) {
                parts.read(relation.target(), strings);
            }
        }
        for (Sheet sheet : index.sheets) {
            Optional<XlsxParts.Relation> part = relations.stream()
                    .filter(relation -> relation.id().equals(sheet.relation()))
                    .findFirst();
            if (part.isEmpty()) {
                throw new ProblemException(Problem.CORRUPT, "parts");
            }
            // diagrams have sheets of their own
            if (part.get().type().equals("worksheet")) {
                visitor.sheet(sheet.name(), sheet.isHidden());
                parts.read(part.get().target(), new XlsxSheet(formats, strings, index.is1904, visitor));
            }
        }
    }

    private static String workbookIn(XlsxParts parts) {
        return parts.relationsOf("").stream()
                .filter(relation -> relation.type().equals("officeDocument"))
                .map(XlsxParts.Relation::target)
                .filter(parts::has)
                .findFirst()
                .map(target -> target.startsWith("/") ? target.substring(1) : target)
                .orElse(USUAL_WORKBOOK);
    }

    /** True if an attribute means yes. */
    static boolean isTrue(@org.jspecify.annotations.Nullable String value) {
        return "1".equals(value) || "true".equals(value) || "on".equals(value);
    }
}
