package org.onestophub.pipeline.read.scan;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Converts pages for recognition: grey, 8 bits, white where the file is transparent. */
final class GrayPage {

    private GrayPage() {}

    /** {@code page} in grey; itself if it is grey already. */
    static BufferedImage of(BufferedImage page) {
        if (page.getType() == BufferedImage.TYPE_BYTE_GRAY || page.getType() == BufferedImage.TYPE_BYTE_BINARY) {
            return page;
        }
        BufferedImage gray = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D canvas = gray.createGraphics();
        try {
            canvas.drawImage(page, 0, 0, Color.WHITE, null);
        } finally {
            canvas.dispose();
        }
        return gray;
    }
}
