package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Recognition for golden samples: the text is beside the sample in {@code <stem>.ocr.txt}, pages separated by a form
 * feed. Without that file nothing is recognised.
 */
public final class SidecarPageText implements PageText {

    private static final double CONFIDENCE = 90;

    private final Queue<String> pages = new ArrayDeque<>();

    /** Begins with the first page of {@code sample}, named by its file. */
    public synchronized SidecarPageText open(Path sample) {
        String stem = sample.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        Path sidecar = sample.resolveSibling(stem + ".ocr.txt");
        pages.clear();
        try {
            pages.addAll(
                    Files.exists(sidecar) ? List.of(Files.readString(sidecar).split("\f")) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    @Override
    public synchronized Optional<Recognised> textOf(Path page, Duration limit) {
        return Optional.ofNullable(pages.poll())
                .map(text -> new Recognised(text.strip(), text.strip().split("\\s+").length, CONFIDENCE));
    }
}
