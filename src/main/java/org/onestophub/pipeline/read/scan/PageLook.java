package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.onestophub.problem.ProblemException;

/** One page of a letter, drawn for a person, and nothing of the others but how many they are. */
final class PageLook {

    private PageLook() {}

    /**
     * The letter with the picture of the page that {@code order} names; without one if there is no such page.
     * @throws ProblemException RD-103 or RD-107 if it cannot be drawn, or has ended a process before
     */
    static DecodedLetter at(ScannedPages pages, DecodeOrder order, DecodeTrail trail) throws IOException {
        List<DecodedLetter.Page> others =
                new ArrayList<>(Collections.nCopies(pages.count(), DecodedLetter.Page.NOTHING));
        int index = order.only();
        if (index >= 0 && index < pages.count()) {
            Optional<ProblemException> lost = trail.lost(DecodeTrail.page(index));
            if (lost.isPresent()) {
                throw lost.get();
            }
            trail.begin(DecodeTrail.page(index));
            BufferedImage pixels = pages.picture(index).pixels();
            written(GrayPage.within(pixels, ScanBounds.MAX_LOOK_PIXELS), order.folder(), index);
        }
        return new DecodedLetter(others, List.of());
    }

    /** The file with the picture of a page. A full disk is no verdict on the letter. */
    static Path written(BufferedImage image, Path folder, int index) throws IOException {
        Path file = DecodedLetter.imageIn(folder, index);
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("no writer");
            }
        }
        return file;
    }
}
