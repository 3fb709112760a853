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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognition for golden samples: the text is beside the sample in {@code <stem>.ocr.txt}, pages separated by a form
 * feed. A page may begin with a line {@code #confidence 45} or {@code #turned 180}. Without that file nothing is recognised.
 */
public final class SidecarPageText implements PageText {

    private static final double CONFIDENCE = 90;
    private static final Pattern NOTE = Pattern.compile("#(confidence|turned) ([0-9]{1,3})\\R");

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
        return Optional.ofNullable(pages.poll()).map(String::strip).map(SidecarPageText::recognised);
    }

    private static Recognised recognised(String page) {
        String text = page;
        double confidence = CONFIDENCE;
        int turned = 0;
        for (Matcher note = NOTE.matcher(text); note.lookingAt(); note = NOTE.matcher(text)) {
            int value = Integer.parseInt(note.group(2));
            confidence = note.group(1).equals("confidence") ? value : confidence;
            turned = note.group(1).equals("turned") ? value : turned;
            text = text.substring(note.end());
        }
        return new Recognised(text, text, text.split("\\s+").length, confidence, turned);
    }
}
