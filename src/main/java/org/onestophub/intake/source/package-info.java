/** What connectors of all sources share: trust in servers, faults outside a route, pauses between attempts. */
package org.onestophub.intake.source;
