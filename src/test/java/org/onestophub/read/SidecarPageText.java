package org.onestophub.read;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Recognition for golden samples: the text stands beside the sample in {@code <sample>.ocr.txt}, named like the sample but for its extension, pages apart by a form
 * feed. Without that file nothing is recognised. Pages are given in turn and begin again after the last, so that a
 * sample can be read twice.
 */
public final class SidecarPageText implements PageText {

    private static final double CONFIDENCE = 90;

    private final List<String> pages;
    private int next;

    /** Recognition for the sample file {@code sample}. */
    public SidecarPageText(Path sample) throws IOException {
        String stem = sample.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path sidecar = sample.resolveSibling(stem + ".ocr.txt");
        this.pages = Files.exists(sidecar) ? List.of(Files.readString(sidecar).split("\f")) : List.of();
    }

    @Override
    public Optional<Recognised> textOf(BufferedImage page, Duration limit) {
        if (pages.isEmpty()) {
            return Optional.empty();
        }
        String text = pages.get(next++ % pages.size());
        return Optional.of(new Recognised(text.strip(), text.strip().split("\\s+").length, CONFIDENCE));
    }
}
