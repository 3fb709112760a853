package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/**
 * How a picture has to be turned or mirrored to stand upright: the eight values of the orientation that cameras and
 * scanners write into a file. Source: TIFF 6.0, tag 274, which EXIF takes over.
 *
 * @param value 1–8; 1 is upright
 */
public record Orientation(int value) {

    /** A picture as it should be. */
    static final Orientation UPRIGHT = new Orientation(1);

    private static final int LARGEST = 8;

    /** The orientation of a file that says {@code value}; upright if there is no such value. */
    public static Orientation of(long value) {
        return value > 1 && value <= LARGEST ? new Orientation((int) value) : UPRIGHT;
    }

    /** A turn by {@code degrees} clockwise: 0, 90, 180 or 270. */
    public static Orientation turn(int degrees) {
        return switch (degrees) {
            case 90 -> new Orientation(6);
            case 180 -> new Orientation(3);
            case 270 -> new Orientation(8);
            default -> UPRIGHT;
        };
    }

    /** Degrees clockwise by which the picture is turned, after it was mirrored if it is: 0, 90, 180 or 270. */
    int degrees() {
        return switch (value) {
            case 3, 4 -> 180;
            case 6, 7 -> 90;
            case 5, 8 -> 270;
            default -> 0;
        };
    }

    /** True if the file shows the mirror image. */
    boolean isMirrored() {
        return value == 2 || value == 4 || value == 5 || value == 7;
    }

    /** The picture upright; {@code page} itself if it is. The result of a turn is grey with 8 bits. */
    public BufferedImage upright(BufferedImage page) {
        if (value == 1) {
            return page;
        }
        BufferedImage from = GrayPage.inBytes(page);
        int width = from.getWidth();
        int height = from.getHeight();
        boolean onItsSide = value >= 5;
        BufferedImage to =
                new BufferedImage(onItsSide ? height : width, onItsSide ? width : height, BufferedImage.TYPE_BYTE_GRAY);
        Raster source = from.getRaster();
        WritableRaster target = to.getRaster();
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            source.getSamples(0, y, width, 1, 0, row);
            put(target, row, y, height);
        }
        return to;
    }

    private void put(WritableRaster target, int[] row, int y, int height) {
        int width = row.length;
        boolean fromTheEnd = value == 2 || value == 3 || value == 7 || value == 8;
        if (fromTheEnd) {
            reverse(row);
        }
        switch (value) {
            case 2 -> target.setSamples(0, y, width, 1, 0, row);
            case 3, 4 -> target.setSamples(0, height - 1 - y, width, 1, 0, row);
            case 5, 8 -> target.setSamples(y, 0, 1, width, 0, row);
            default -> target.setSamples(height - 1 - y, 0, 1, width, 0, row);
        }
    }

    private static void reverse(int[] row) {
        for (int left = 0, right = row.length - 1; left < right; left++, right--) {
            int pixel = row[left];
            row[left] = row[right];
            row[right] = pixel;
        }
    }
}
