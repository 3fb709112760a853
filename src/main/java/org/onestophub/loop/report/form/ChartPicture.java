package org.onestophub.loop.report.form;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.problem.Language;

/** The chart of a table: its first column, and the period before beside it. Grey on white, so that it can be printed in black. */
final class ChartPicture {

    private static final int WIDTH = 680;
    private static final int HEIGHT = 280;
    private static final int MOST_BARS = 12;
    /** Letters that stand beside each other under all bars; a Chinese character is as wide as two. */
    private static final int LETTERS = 114;
    /** Letters of a label that is turned because it is longer than its bar is wide. */
    private static final int LONGEST_LABEL = 30;

    private static final int TURNED = 20;
    /** Above the highest bar there is room for its number. */
    private static final double ROOM = 1.15;
    /** For print: about 300 dots an inch across a page. */
    private static final int SCALE = 3;

    private final Section section;
    private final ReportContent.Periods periods;
    private final Language language;
    private final @Nullable Path font;

    ChartPicture(Section section, ReportContent.Periods periods, Language language, @Nullable Path font) {
        this.section = section;
        this.periods = periods;
        this.language = language;
        this.font = font;
    }

    /** As SVG; its texts are texts, in the reader's font. */
    byte[] svg() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart(), out, VectorGraphicsFormat.SVG);
        return out.toByteArray();
    }

    /** As PNG, three times as fine. */
    byte[] png() throws IOException {
        BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        chart().paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    CategoryChart chart() {
        CategoryChart chart =
                new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
        Font text = fontOf(11f);
        var styler = chart.getStyler();
        styler.setBaseFont(text)
                .setLegendFont(text)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE);
        styler.setAxisTickLabelsFont(text);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendLayout(org.knowm.xchart.style.Styler.LegendLayout.Horizontal);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(new Color(0xd0d0d0));
        styler.setYAxisDecimalPattern("#,##0");
        styler.setAvailableSpaceFill(0.7);
        styler.setLabelsVisible(true);
        styler.setLabelsFont(text);
        styler.setLabelsFontColorAutomaticEnabled(false);
        styler.setLabelsPosition(1.0);
        List<Row> rows = section.rows().stream()
                .filter(row -> !row.id().equals("total"))
                .limit(MOST_BARS)
                .toList();
        boolean areTurned =
                rows.stream().anyMatch(row -> DocxColumns.letters(row.label().in(language)) > LETTERS / rows.size());
        styler.setXAxisLabelRotation(areTurned ? TURNED : 0);
        List<String> labels = labels(rows);
        int before = section.columns().stream()
                .map(ReportContent.Column::id)
                .toList()
                .indexOf("before");
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(Math.max(1.0, ROOM * Math.max(highest(rows, 0), before < 0 ? 0 : highest(rows, before))));
        series(chart, periods.now().in(language), labels, numbers(rows, 0), new Color(0xa0a0a0));
        if (before > 0) {
            series(chart, periods.before().in(language), labels, numbers(rows, before), new Color(0xe0e0e0));
        }
        return chart;
    }

    private static void series(
            CategoryChart chart, String name, List<String> labels, List<@Nullable BigDecimal> numbers, Color colour) {
        CategorySeries series = chart.addSeries(name, labels, numbers);
        series.setFillColor(colour);
        series.setLineColor(Color.BLACK);
        series.setLineStyle(new BasicStroke(0.5f));
    }

    /** Short, and each one unlike the others, because a chart takes equal ones for the same bar. */
    private List<String> labels(List<Row> rows) {
        List<String> labels = new ArrayList<>();
        for (Row row : rows) {
            String full = row.label().in(language);
            int longest = language == Language.CHINESE ? LONGEST_LABEL / 2 : LONGEST_LABEL;
            String label = full.length() > longest ? full.substring(0, longest - 1) + "…" : full;
            label = row.cells().get(0).hidden() ? label + " *" : label;
            while (labels.contains(label)) {
                label += " ";
            }
            labels.add(label);
        }
        return labels;
    }

    private static double highest(List<Row> rows, int column) {
        return rows.stream()
                .map(row -> row.cells().get(column).number())
                .filter(Objects::nonNull)
                .mapToDouble(BigDecimal::doubleValue)
                .max()
                .orElse(0);
    }

    /** Null, that is no bar and no number, for what is hidden or not known: 0 would be wrong. */
    private static List<@Nullable BigDecimal> numbers(List<Row> rows, int column) {
        List<@Nullable BigDecimal> numbers = new ArrayList<>();
        rows.forEach(row -> numbers.add(row.cells().get(column).number()));
        return numbers;
    }

    private Font fontOf(float size) {
        if (font != null) {
            try {
                return Font.createFont(Font.TRUETYPE_FONT, font.toFile()).deriveFont(size);
            } catch (FontFormatException | IOException e) {
                return new Font(Font.SANS_SERIF, Font.PLAIN, Math.round(size));
            }
        }
        return new Font(Font.SANS_SERIF, Font.PLAIN, Math.round(size));
    }
}
