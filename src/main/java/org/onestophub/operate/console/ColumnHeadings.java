package org.onestophub.operate.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IText;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * Gives each cell of a table of many columns the heading of its column as {@code data-label}, on every page. The style
 * sheet shows such a row as a card where the screen is narrow. Rows that begin with a heading of their own are figures
 * to compare and stay rows; a heading for screen readers alone (class {@code quiet}) is no label.
 */
@Component
class ColumnHeadings extends AbstractDialect implements IPostProcessorDialect {

    /** So many columns are too wide for a phone. */
    private static final int MANY = 5;

    private static final int PRECEDENCE = 1_000;

    ColumnHeadings() {
        super("column headings");
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return PRECEDENCE;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, Labels.class, PRECEDENCE));
    }

    /** Reads one page as it is written. */
    public static final class Labels extends AbstractTemplateHandler {

        private final List<String> headings = new ArrayList<>();
        private @Nullable StringBuilder heading;
        private boolean inHead;
        private boolean isQuiet;
        private int column;

        /** Made by Thymeleaf, for one page. */
        public Labels() {
            super();
        }

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            IOpenElementTag written = tag;
            switch (tag.getElementCompleteName()) {
                case "table" -> headings.clear();
                case "thead" -> inHead = true;
                case "tr" -> column = 0;
                case "th" -> {
                    if (inHead) {
                        heading = new StringBuilder();
                        isQuiet = false;
                    } else {
                        column = headings.size();
                    }
                }
                case "td" -> {
                    written = labelled(tag);
                    column++;
                }
                case "span" -> isQuiet |= "quiet".equals(tag.getAttributeValue("class"));
                default -> {}
            }
            super.handleOpenElement(written);
        }

        private IOpenElementTag labelled(IOpenElementTag cell) {
            if (headings.size() < MANY
                    || column >= headings.size()
                    || headings.get(column).isEmpty()) {
                return cell;
            }
            return getContext().getModelFactory().setAttribute(cell, "data-label", headings.get(column));
        }

        /** Begins with a capital letter, as headings do by the style sheet. The text is escaped already, but for quotes. */
        private static String labelOf(String text) {
            String label = text.replace("\"", "&quot;");
            return label.isEmpty() ? "" : label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
        }

        @Override
        public void handleText(IText text) {
            if (heading != null) {
                heading.append(text.getText());
            }
            super.handleText(text);
        }

        @Override
        public void handleCloseElement(ICloseElementTag tag) {
            if (tag.getElementCompleteName().equals("thead")) {
                inHead = false;
            }
            if (tag.getElementCompleteName().equals("th") && heading != null) {
                headings.add(isQuiet ? "" : labelOf(heading.toString().strip()));
                heading = null;
            }
            super.handleCloseElement(tag);
        }
    }
}
