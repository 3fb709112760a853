/** Sinks: what hands a shipment to a destination, and says exactly what is certain about it afterwards. */
package org.onestophub.outlet.sink;
