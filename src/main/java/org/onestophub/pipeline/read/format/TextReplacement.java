package org.onestophub.pipeline.read.format;

/** Replaces each text of an input. */
@FunctionalInterface
public interface TextReplacement {

    /**
     * The replacement of {@code value}; it keeps the characters that belong to the format.
     * @param name field, column or header the text stands under; empty for free text
     */
    String of(String name, String value);
}
