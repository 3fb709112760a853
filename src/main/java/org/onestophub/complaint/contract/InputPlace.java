package org.onestophub.complaint.contract;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Where in an input a value of a view stands.
 *
 * @param name what people call the place: a path in JSON, a cell of a sheet, a header of a mail
 * @param from first character of it in the input's text, from 0; -1 if it is not known
 * @param to the character after it; -1 if it is not known
 */
@Schema(name = "InputPlace")
public record InputPlace(String name, int from, int to) {

    /** A place that is known by name alone. */
    public static InputPlace named(String name) {
        return new InputPlace(name, -1, -1);
    }
}
