/**
 * The last step of a destination: writes the form, hands it over once, and reports exactly what is certain
 * afterwards.
 */
package org.onestophub.outlet.sink;
