/**
 * The last step of a destination: writes the form, hands it over once, and reports exactly what is certain
 * afterwards.
 */
@NullMarked
package org.onestophub.outlet.sink;

import org.jspecify.annotations.NullMarked;
