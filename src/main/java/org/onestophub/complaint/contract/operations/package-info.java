/**
 * What rooms offer those who operate the hub: state, plans, tests of connections, alerts, deliveries, quarantine.
 */
@NullMarked
package org.onestophub.complaint.contract.operations;

import org.jspecify.annotations.NullMarked;
