/** The short names by which connector files name beans of the hub. */
package org.onestophub.platform.connector;
