/** What connectors of all sources share: trust in servers, faults outside a route, pauses between attempts. */
@NullMarked
package org.onestophub.intake.source;

import org.jspecify.annotations.NullMarked;
