package org.onestophub.pipeline.read.scan.ocr;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.scan.PageText;
import org.springframework.stereotype.Component;

/**
 * Text recognition by the Tesseract program. The page goes to it as a PNG the decoder wrote, under a name that the hub
 * chose, in a private folder; nothing of the sender reaches the command line, and the sender's file never reaches the
 * program's image decoders. A page that lies on its side or upside down is turned.
 */
@Component
final class TesseractPageText implements PageText {

    private final ReadProperties.Ocr settings;
    private final ReadScratch scratch;

    TesseractPageText(ReadProperties properties, ReadScratch scratch) {
        this.settings = properties.ocr();
        this.scratch = scratch;
    }

    @Override
    public Optional<Recognised> textOf(Path page, Duration limit) {
        try {
            Path folder = scratch.newFolder();
            try {
                Duration time = limit.compareTo(settings.pageTimeout()) < 0 ? limit : settings.pageTimeout();
                return new UprightText(settings, folder, page, time).found();
            } finally {
                ReadScratch.delete(folder);
            }
        } catch (IOException e) {
            // program not there, disk full: the letter goes on as an image with RD-301
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
