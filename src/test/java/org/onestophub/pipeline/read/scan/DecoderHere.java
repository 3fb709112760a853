package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The decoder within the test's own process: the same code and result, without the start of a JVM for each letter. */
final class DecoderHere implements LetterDecoder {

    @Override
    public void decode(DecodeOrder order) {
        try {
            PageDecoder.decode(DecodeOrder.of(order.arguments().toArray(String[]::new)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
