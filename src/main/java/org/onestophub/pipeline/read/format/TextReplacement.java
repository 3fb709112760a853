package org.onestophub.pipeline.read.format;

/** Gives each text of an input another one. */
@FunctionalInterface
public interface TextReplacement {

    /**
     * What stands in place of {@code value}; it keeps the characters that hold the format together.
     * @param name field, column or header the text stands under; empty for free text
     */
    String of(String name, String value);
}
