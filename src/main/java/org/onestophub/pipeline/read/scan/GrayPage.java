package org.onestophub.pipeline.read.scan;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/** Converts pages for recognition: grey, 8 bits, dark on light; a transparent ground is white, or black below light text. */
final class GrayPage {

    private static final int LEVELS = 256;
    /** So much darker than the ground is ink; the grain of scanned paper is less. */
    private static final int INK = 32;
    /** A page with a darker ground is a negative. */
    private static final int DARK_GROUND = 96;
    /** One line of small print on A4 is 0.2 % of the page, dust is less than half of this. */
    private static final double LEAST_INK = 0.001;

    private GrayPage() {}

    /** {@code page} in grey; itself if it is black on white already. */
    static BufferedImage of(BufferedImage page) {
        BufferedImage gray = onGround(page, Color.WHITE);
        if (page.getTransparency() != Transparency.OPAQUE && isBlank(gray)) {
            gray = onGround(page, Color.BLACK);
        }
        return ground(levels(gray)) < DARK_GROUND ? inverted(gray) : gray;
    }

    /** {@code page} in grey with 8 bits; itself if it is so already. */
    static BufferedImage inBytes(BufferedImage page) {
        return page.getType() == BufferedImage.TYPE_BYTE_GRAY ? page : drawn(page, Color.WHITE);
    }

    /** {@code page} in grey, made smaller if one of its sides is longer than {@code side} pixels. */
    static BufferedImage within(BufferedImage page, int side) {
        double scale = (double) side / Math.max(page.getWidth(), page.getHeight());
        if (scale >= 1) {
            return inBytes(page);
        }
        int width = Math.max(1, (int) (page.getWidth() * scale));
        int height = Math.max(1, (int) (page.getHeight() * scale));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = small.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            canvas.drawImage(page, 0, 0, width, height, Color.WHITE, null);
        } finally {
            canvas.dispose();
        }
        return small;
    }

    /** True if {@code page}, dark on light, shows nothing but paper and dust. */
    static boolean isBlank(BufferedImage page) {
        long[] levels = levels(page);
        long ink = 0;
        for (int level = 0; level < ground(levels) - INK; level++) {
            ink += levels[level];
        }
        return ink < LEAST_INK * page.getWidth() * page.getHeight();
    }

    private static BufferedImage onGround(BufferedImage page, Color ground) {
        boolean isGray = page.getType() == BufferedImage.TYPE_BYTE_GRAY
                || page.getType() == BufferedImage.TYPE_BYTE_BINARY
                        && page.getColorModel().getPixelSize() == 1
                        && page.getTransparency() == Transparency.OPAQUE;
        return isGray ? page : drawn(page, ground);
    }

    private static BufferedImage drawn(BufferedImage page, Color ground) {
        BufferedImage gray = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = gray.createGraphics();
        try {
            canvas.drawImage(page, 0, 0, ground, null);
        } finally {
            canvas.dispose();
        }
        return gray;
    }

    private static BufferedImage inverted(BufferedImage page) {
        BufferedImage gray = inBytes(page);
        WritableRaster pixels = gray.getRaster();
        int[] row = new int[gray.getWidth()];
        for (int y = 0; y < gray.getHeight(); y++) {
            pixels.getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                row[x] = LEVELS - 1 - row[x];
            }
            pixels.setSamples(0, y, row.length, 1, 0, row);
        }
        return gray;
    }

    // how many pixels have each level of grey
    private static long[] levels(BufferedImage page) {
        long[] levels = new long[LEVELS];
        Raster pixels = page.getRaster();
        boolean isGray = page.getType() == BufferedImage.TYPE_BYTE_GRAY;
        int[] row = new int[page.getWidth()];
        for (int y = 0; y < page.getHeight(); y++) {
            if (isGray) {
                pixels.getSamples(0, y, row.length, 1, 0, row);
            } else {
                page.getRGB(0, y, row.length, 1, row, 0, row.length);
            }
            for (int pixel : row) {
                levels[pixel & 0xFF]++;
            }
        }
        return levels;
    }

    // the level of the pixel in the middle of all
    private static int ground(long[] levels) {
        long half = 0;
        for (long count : levels) {
            half += count;
        }
        half = (half + 1) / 2;
        int level = 0;
        for (long seen = levels[0]; seen < half; seen += levels[level]) {
            level++;
        }
        return level;
    }
}
